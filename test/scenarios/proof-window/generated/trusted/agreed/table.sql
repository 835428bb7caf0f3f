CREATE TABLE `agreed` (
  `name` string,
  `email` string,
  `serial` string,
  `agreedat` bigint
)
LOCATION 's3://{{lake}}/trusted/agreed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
