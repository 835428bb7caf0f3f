CREATE TABLE `orders_ch` (
  `id` string,
  `country` string,
  `amount` double
)
LOCATION 's3://{{lake}}/trusted/orders_ch/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
