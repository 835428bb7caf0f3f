CREATE TABLE `both` (
  `id` string,
  `customer` string,
  `amount` double,
  `tax` double,
  `vip` boolean,
  `placedat` bigint,
  `paidat` bigint
)
COMMENT 'Both sides of `and` hold; of `or` only what both show; `not` turns a condition round.'
LOCATION 's3://{{lake}}/trusted/both/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
