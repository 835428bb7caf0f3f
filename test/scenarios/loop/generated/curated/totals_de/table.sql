CREATE TABLE `totals_de` (
  `orders` bigint,
  `amount` double
)
COMMENT 'All orders of DE.'
LOCATION 's3://{{lake}}/curated/totals_de/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
