CREATE TABLE `orders_de` (
  `id` string,
  `country` string,
  `amount` double
)
LOCATION 's3://{{lake}}/trusted/orders_de/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
