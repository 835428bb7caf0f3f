CREATE TABLE `left_joined` (
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
COMMENT 'Where there is no match all of the right side is null; the left side shows nothing.'
LOCATION 's3://{{lake}}/trusted/left_joined/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
