CREATE TABLE `ids` (
  `id` string,
  `size` double
)
COMMENT 'What is derived and not asked for is not computed, nor is what only that needs read.'
LOCATION 's3://{{lake}}/trusted/ids/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
