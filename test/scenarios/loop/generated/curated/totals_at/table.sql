CREATE TABLE `totals_at` (
  `orders` bigint,
  `amount` double
)
COMMENT 'All orders of AT.'
LOCATION 's3://{{lake}}/curated/totals_at/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
