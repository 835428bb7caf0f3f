CREATE TABLE `twice` (
  `id` string,
  `at` bigint,
  `place` int,
  `step` int,
  `same` int
)
COMMENT 'The key and the position are a key: a step meets itself alone.'
LOCATION 's3://{{lake}}/curated/twice/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
