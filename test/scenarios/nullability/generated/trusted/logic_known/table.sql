CREATE TABLE `logic_known` (
  `id` string,
  `customer` string,
  `amount` double,
  `tax` double,
  `vip` boolean,
  `placedat` bigint,
  `paidat` bigint
)
COMMENT 'Logic that is known has at least one known side: of two comparisons of one column, that column.'
LOCATION 's3://{{lake}}/trusted/logic_known/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
