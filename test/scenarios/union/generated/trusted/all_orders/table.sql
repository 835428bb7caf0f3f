CREATE TABLE `all_orders` (
  `id` string,
  `placedat` bigint,
  `amount` double,
  `channel` string
)
COMMENT 'The columns are matched by name; `amount` may be null because it may be in one of them.'
LOCATION 's3://{{lake}}/trusted/all_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
