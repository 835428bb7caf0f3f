CREATE TABLE `agreed_visits` (
  `visitid` string,
  `email` string,
  `startedat` bigint
)
LOCATION 's3://{{lake}}/trusted/agreed_visits/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
