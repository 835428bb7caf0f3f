CREATE TABLE `anonymous` (
  `id` string,
  `country` string
)
LOCATION 's3://{{lake}}/trusted/anonymous/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
