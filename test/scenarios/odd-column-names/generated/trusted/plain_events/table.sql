CREATE TABLE `plain_events` (
  `user-id` string,
  `@type` string,
  `$ref` string,
  `_sent` bigint,
  `c-d` int,
  `@day` date
)
LOCATION 's3://{{lake}}/trusted/plain_events/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
