CREATE TABLE `accelerometer_trusted` (
  `timestamp` bigint,
  `user` string COMMENT 'The customer\'s e-mail address.',
  `x` double,
  `y` double,
  `z` double
)
COMMENT 'Readings taken while their customer agreed to research.'
LOCATION 's3://{{lake}}/trusted/accelerometer_trusted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
