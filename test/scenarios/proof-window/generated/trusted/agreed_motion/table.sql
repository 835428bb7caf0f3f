CREATE TABLE `agreed_motion` (
  `user` string,
  `at` bigint,
  `x` double
)
LOCATION 's3://{{lake}}/trusted/agreed_motion/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
