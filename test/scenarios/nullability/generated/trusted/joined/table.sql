CREATE TABLE `joined` (
  `id` string,
  `customer` string,
  `amount` double,
  `tax` double,
  `vip` boolean,
  `placedat` bigint,
  `paidat` bigint,
  `customeremail` string,
  `level` int,
  `since` bigint
)
COMMENT 'Keys that match are not null, on both sides; the condition shows the rest.'
LOCATION 's3://{{lake}}/trusted/joined/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
