CREATE TABLE `agreed` (
  `email` string,
  `changedat` bigint,
  `agreedat` bigint
)
LOCATION 's3://{{lake}}/trusted/agreed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
