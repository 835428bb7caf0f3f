CREATE TABLE `current_prices` (
  `product` string,
  `shop` string,
  `price` double,
  `changedat` bigint
)
LOCATION 's3://{{lake}}/trusted/current_prices/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
