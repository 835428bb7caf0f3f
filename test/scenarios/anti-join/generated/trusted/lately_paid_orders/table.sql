CREATE TABLE `lately_paid_orders` (
  `orderid` string,
  `customer` string,
  `placedat` bigint
)
LOCATION 's3://{{lake}}/trusted/lately_paid_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
