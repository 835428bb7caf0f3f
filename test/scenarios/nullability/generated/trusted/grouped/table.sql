CREATE TABLE `grouped` (
  `customer` string,
  `amount` double,
  `mean` double,
  `most` double,
  `tax` double,
  `orders` bigint
)
COMMENT 'A sum may overflow, and a group of no value has no mean; but a group has a member.'
LOCATION 's3://{{lake}}/trusted/grouped/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
