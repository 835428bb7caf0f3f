CREATE TABLE `agreed` (
  `name` string,
  `email` string,
  `serial` string,
  `agreedat` bigint
)
COMMENT 'W2a: SQL drops the customers who never agreed, unnamed. The consent is proven all the same.'
LOCATION 's3://{{lake}}/trusted/agreed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
