CREATE TABLE `priced_orders` (
  `id` string,
  `price` int,
  `pieces` int,
  `note` string,
  `total` bigint
)
COMMENT '`note` stays where it was; `total` comes last.'
LOCATION 's3://{{lake}}/trusted/priced_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
