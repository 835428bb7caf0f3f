CREATE TABLE `united` (
  `id` string,
  `amount` double,
  `tax` double
)
COMMENT 'Either side may have the null.'
LOCATION 's3://{{lake}}/trusted/united/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
