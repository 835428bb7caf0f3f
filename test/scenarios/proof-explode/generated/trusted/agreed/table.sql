CREATE TABLE `agreed` (
  `email` string,
  `phones` array<string>,
  `agreedat` bigint
)
LOCATION 's3://{{lake}}/trusted/agreed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
