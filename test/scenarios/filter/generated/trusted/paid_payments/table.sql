CREATE TABLE `paid_payments` (
  `id` string,
  `status` string,
  `amount` int,
  `paidat` bigint
)
LOCATION 's3://{{lake}}/trusted/paid_payments/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
