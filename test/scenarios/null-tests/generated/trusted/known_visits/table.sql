CREATE TABLE `known_visits` (
  `id` string,
  `userid` string,
  `startedat` bigint,
  `endedat` bigint
)
LOCATION 's3://{{lake}}/trusted/known_visits/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
