CREATE TABLE `names` (
  `visitid` bigint,
  `email` string,
  `startedat` bigint,
  `name` string
)
COMMENT 'Or with the table, and then for all of it.'
LOCATION 's3://{{lake}}/curated/names/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
