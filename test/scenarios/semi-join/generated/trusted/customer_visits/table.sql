CREATE TABLE `customer_visits` (
  `visitid` string,
  `email` string,
  `startedat` bigint
)
LOCATION 's3://{{lake}}/trusted/customer_visits/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
