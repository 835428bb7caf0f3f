CREATE TABLE `queried_payments` (
  `id` string,
  `amount` double
)
LOCATION 's3://{{lake}}/archive/queried_payments/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
