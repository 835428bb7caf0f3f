CREATE TABLE `all` (
  `mean` double,
  `least` double,
  `orders` bigint
)
LOCATION 's3://{{lake}}/trusted/all/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
