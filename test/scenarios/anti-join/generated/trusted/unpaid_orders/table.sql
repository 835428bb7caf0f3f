CREATE TABLE `unpaid_orders` (
  `orderid` string,
  `customer` string,
  `placedat` bigint
)
LOCATION 's3://{{lake}}/trusted/unpaid_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
