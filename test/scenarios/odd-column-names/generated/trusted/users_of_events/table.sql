CREATE TABLE `users_of_events` (
  `user-id` string,
  `@type` string,
  `$ref` string,
  `_sent` bigint,
  `c-d` int,
  `@day` date,
  `e-mail` string
)
LOCATION 's3://{{lake}}/trusted/users_of_events/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
