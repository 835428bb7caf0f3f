CREATE TABLE `rated_orders` (
  `id` string,
  `customerid` string,
  `placedat` bigint,
  `amount` double,
  `from` bigint,
  `until` bigint,
  `rate` double
)
COMMENT 'A condition alone.'
LOCATION 's3://{{lake}}/trusted/rated_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
