CREATE TABLE `machine_learning_curated` (
  `sensorreadingtime` bigint,
  `serialnumber` string,
  `distancefromobject` int,
  `timestamp` bigint,
  `user` string,
  `x` double,
  `y` double,
  `z` double
)
LOCATION 's3://{{lake}}/curated/machine_learning_curated/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
