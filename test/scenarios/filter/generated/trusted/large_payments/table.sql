CREATE TABLE `large_payments` (
  `id` string,
  `amount` int
)
LOCATION 's3://{{lake}}/trusted/large_payments/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
