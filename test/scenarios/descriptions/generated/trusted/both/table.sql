CREATE TABLE `both` (
  `id` string,
  `plain` string
)
COMMENT 'A column that comes from two places, or is computed, has no description of either.'
LOCATION 's3://{{lake}}/trusted/both/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
