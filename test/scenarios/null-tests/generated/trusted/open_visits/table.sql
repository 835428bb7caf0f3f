CREATE TABLE `open_visits` (
  `id` string,
  `userid` string,
  `startedat` bigint,
  `endedat` bigint
)
LOCATION 's3://{{lake}}/trusted/open_visits/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
