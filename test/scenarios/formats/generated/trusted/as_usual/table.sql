CREATE TABLE `as_usual` (
  `id` string,
  `amount` double
)
LOCATION 's3://{{lake}}/trusted/as_usual/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
