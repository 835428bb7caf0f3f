CREATE TABLE `order_lines` (
  `id` string,
  `place` int,
  `product` string,
  `pieces` int,
  `note` string
)
COMMENT 'One row for each line, with its place in the order.'
LOCATION 's3://{{lake}}/trusted/order_lines/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
