CREATE TABLE `shares` (
  `country` string,
  `share` double,
  `shareofall` double,
  `rows` bigint
)
COMMENT 'Without an order a measure is over the whole partition; without a partition, over all rows. What neither needs is not computed.'
LOCATION 's3://{{lake}}/trusted/shares/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
