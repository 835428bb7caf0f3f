CREATE TABLE `unflagged` (
  `id` string,
  `customer` string,
  `amount` double,
  `tax` double,
  `vip` boolean,
  `placedat` bigint,
  `paidat` bigint
)
LOCATION 's3://{{lake}}/trusted/unflagged/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
