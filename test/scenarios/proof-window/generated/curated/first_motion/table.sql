CREATE TABLE `first_motion` (
  `at` bigint,
  `x` double
)
COMMENT 'A partition and the row number are a key: the join meets one row.'
LOCATION 's3://{{lake}}/curated/first_motion/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
