CREATE TABLE `totals_ch` (
  `orders` bigint,
  `amount` double
)
COMMENT 'All orders of CH.'
LOCATION 's3://{{lake}}/curated/totals_ch/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
