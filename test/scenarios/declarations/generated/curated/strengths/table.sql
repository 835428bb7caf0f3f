CREATE TABLE `strengths` (
  `strength` int,
  `at` bigint,
  `device` string
)
LOCATION 's3://{{lake}}/curated/strengths/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
