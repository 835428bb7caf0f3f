CREATE TABLE `agreed_walks` (
  `id` string,
  `user` string,
  `at` bigint,
  `steps` array<int>
)
LOCATION 's3://{{lake}}/trusted/agreed_walks/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
