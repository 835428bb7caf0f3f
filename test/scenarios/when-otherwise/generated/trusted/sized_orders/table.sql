CREATE TABLE `sized_orders` (
  `id` string,
  `size` string,
  `taken` bigint,
  `lastevent` bigint,
  `discount` double,
  `free` boolean,
  `weight` double
)
LOCATION 's3://{{lake}}/trusted/sized_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
