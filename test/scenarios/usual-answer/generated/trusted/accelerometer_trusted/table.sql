CREATE TABLE `accelerometer_trusted` (
  `timestamp` bigint,
  `user` string,
  `x` double,
  `y` double,
  `z` double
)
LOCATION 's3://{{lake}}/trusted/accelerometer_trusted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
