CREATE TABLE `timed_visits` (
  `id` string,
  `started` timestamp,
  `day` date,
  `hour` bigint,
  `week` timestamp,
  `received` bigint,
  `checked` bigint,
  `receivedon` date,
  `quarter` timestamp,
  `seconds` bigint,
  `waited` bigint,
  `age` bigint,
  `sincelaunch` bigint,
  `late` boolean
)
LOCATION 's3://{{lake}}/trusted/timed_visits/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
