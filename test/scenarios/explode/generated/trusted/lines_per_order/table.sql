CREATE TABLE `lines_per_order` (
  `id` string
)
COMMENT 'Of nothing but how many there are.'
LOCATION 's3://{{lake}}/trusted/lines_per_order/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
