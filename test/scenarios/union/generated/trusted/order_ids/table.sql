CREATE TABLE `order_ids` (
  `id` string
)
COMMENT 'Only what is asked for is read from either side.'
LOCATION 's3://{{lake}}/trusted/order_ids/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
