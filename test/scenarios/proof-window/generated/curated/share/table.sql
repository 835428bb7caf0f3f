CREATE TABLE `share` (
  `at` bigint,
  `x` double,
  `total` double,
  `rows` bigint
)
COMMENT 'All rows together are a statistic over persons.'
LOCATION 's3://{{lake}}/curated/share/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
