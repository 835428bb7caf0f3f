CREATE TABLE `nobody` (
  `name` string,
  `email` string,
  `serial` string,
  `agreedat` bigint
)
COMMENT 'The condition contradicts what is known.'
LOCATION 's3://{{lake}}/trusted/nobody/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
