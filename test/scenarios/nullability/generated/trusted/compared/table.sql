CREATE TABLE `compared` (
  `id` string,
  `customer` string,
  `amount` double,
  `tax` double,
  `vip` boolean,
  `placedat` bigint,
  `paidat` bigint
)
COMMENT 'A comparison that holds has values on both sides, through every function that gives NULL for NULL.'
LOCATION 's3://{{lake}}/trusted/compared/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
