CREATE TABLE `invited` (
  `id` string,
  `age` int,
  `country` string,
  `vip` boolean,
  `blocked` boolean
)
LOCATION 's3://{{lake}}/trusted/invited/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
