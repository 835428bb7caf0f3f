CREATE TABLE `named_orders` (
  `id` string,
  `customerid` string,
  `placedat` bigint,
  `amount` double,
  `name` string,
  `since` bigint
)
COMMENT 'A key of one name on both sides is one column.'
LOCATION 's3://{{lake}}/trusted/named_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
