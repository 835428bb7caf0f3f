CREATE TABLE `alphabet` (
  `place` int,
  `agreedat` bigint
)
COMMENT 'The place of everybody by name tells something of the name.'
LOCATION 's3://{{lake}}/curated/alphabet/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
