CREATE TABLE `swapped` (
  `id` string,
  `right` string,
  `left` string,
  `model` string
)
COMMENT 'Both names change at once, so two columns may trade them.'
LOCATION 's3://{{lake}}/trusted/swapped/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
