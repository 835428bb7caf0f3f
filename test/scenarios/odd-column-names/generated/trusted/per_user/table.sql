CREATE TABLE `per_user` (
  `user-id` string,
  `$days` bigint,
  `c-d` int
)
LOCATION 's3://{{lake}}/trusted/per_user/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
