CREATE TABLE `tags` (
  `tag` string
)
COMMENT 'An array alone.'
LOCATION 's3://{{lake}}/trusted/tags/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
