CREATE TABLE `orders_at` (
  `id` string,
  `country` string,
  `amount` double
)
LOCATION 's3://{{lake}}/trusted/orders_at/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
