CREATE TABLE `either` (
  `id` string,
  `customer` string,
  `amount` double,
  `tax` double,
  `vip` boolean,
  `placedat` bigint,
  `paidat` bigint
)
LOCATION 's3://{{lake}}/trusted/either/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
