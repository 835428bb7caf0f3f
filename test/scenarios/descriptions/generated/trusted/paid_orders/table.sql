CREATE TABLE `paid_orders` (
  `id` string COMMENT 'The number on the invoice.',
  `customer` string COMMENT 'The customer\'s account; it\'s never reused.',
  `amount` double COMMENT 'In euros.',
  `address` struct<city:string> COMMENT 'Where it is sent to.',
  `plain` string
)
COMMENT 'Orders that cost something. The second paragraph is part of it.'
LOCATION 's3://{{lake}}/trusted/paid_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
