CREATE TABLE `agreed_steps` (
  `serial` string,
  `readat` bigint,
  `distance` int
)
LOCATION 's3://{{lake}}/trusted/agreed_steps/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
