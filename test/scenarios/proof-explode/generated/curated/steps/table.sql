CREATE TABLE `steps` (
  `id` string,
  `at` bigint,
  `place` int,
  `step` int
)
COMMENT 'Each element is its row\'s person\'s: nothing is to be shown again.'
LOCATION 's3://{{lake}}/curated/steps/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
