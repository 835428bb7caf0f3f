CREATE TABLE `filled` (
  `id` string,
  `called` string,
  `maybe` string,
  `visits` int,
  `contacts` bigint,
  `balance` decimal(38,4),
  `score` double,
  `lastseen` bigint
)
LOCATION 's3://{{lake}}/trusted/filled/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
