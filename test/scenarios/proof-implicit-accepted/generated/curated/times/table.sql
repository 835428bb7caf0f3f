CREATE TABLE `times` (
  `at` bigint,
  `x` double
)
LOCATION 's3://{{lake}}/curated/times/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
