CREATE TABLE `countries` (
  `country` string,
  `id` string
)
LOCATION 's3://{{lake}}/trusted/countries/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
