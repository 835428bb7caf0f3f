CREATE TABLE `as_iceberg` (
  `id` string,
  `amount` double
)
LOCATION 's3://{{lake}}/trusted/as_iceberg/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
