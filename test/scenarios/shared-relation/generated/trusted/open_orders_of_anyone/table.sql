CREATE TABLE `open_orders_of_anyone` (
  `id` string
)
COMMENT 'Another table may use them too.'
LOCATION 's3://{{lake}}/trusted/open_orders_of_anyone/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
