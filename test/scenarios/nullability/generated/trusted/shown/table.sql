CREATE TABLE `shown` (
  `id` string,
  `customer` string,
  `amount` double,
  `tax` double,
  `vip` boolean,
  `placedat` bigint,
  `paidat` bigint
)
COMMENT 'What may hold for NULL shows nothing.'
LOCATION 's3://{{lake}}/trusted/shown/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
