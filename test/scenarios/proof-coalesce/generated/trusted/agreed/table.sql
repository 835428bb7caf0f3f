CREATE TABLE `agreed` (
  `name` string,
  `email` string,
  `serial` string,
  `agreedat` bigint
)
COMMENT 'W2c: proven, and nothing vanishes unnamed.'
LOCATION 's3://{{lake}}/trusted/agreed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
