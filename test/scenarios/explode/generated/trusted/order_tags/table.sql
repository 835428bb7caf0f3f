CREATE TABLE `order_tags` (
  `id` string,
  `place` int,
  `tags` string,
  `country` string
)
COMMENT 'Orders without a tag stay, with NULL.'
LOCATION 's3://{{lake}}/trusted/order_tags/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
