CREATE TABLE `loyal_orders` (
  `id` string,
  `customerid` string,
  `placedat` bigint,
  `amount` double,
  `name` string,
  `since` bigint
)
COMMENT 'A condition beside the key, which shows that `since` is known.'
LOCATION 's3://{{lake}}/trusted/loyal_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
