CREATE TABLE `totals` (
  `id` string,
  `amount` bigint
)
COMMENT 'What is only passed on is computed where it is written down.'
LOCATION 's3://{{lake}}/trusted/totals/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
