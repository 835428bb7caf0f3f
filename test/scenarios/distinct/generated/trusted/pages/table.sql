CREATE TABLE `pages` (
  `page` string,
  `country` string
)
LOCATION 's3://{{lake}}/trusted/pages/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
