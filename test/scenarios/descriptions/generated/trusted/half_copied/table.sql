CREATE TABLE `half_copied` (
  `id` string
)
COMMENT 'Copied on one side, computed on the other.'
LOCATION 's3://{{lake}}/trusted/half_copied/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
