CREATE TABLE `largest` (
  `invoice` string COMMENT 'The number on the invoice.',
  `amount` double COMMENT 'In euros.',
  `plain` string,
  `cents` double,
  `account` string COMMENT 'The customer\'s account; it\'s never reused.'
)
COMMENT 'Orders in cents.'
LOCATION 's3://{{lake}}/trusted/largest/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
