CREATE TABLE `customers_of_shop` (
  `email` string,
  `name` string,
  `phone` string,
  `country` string,
  `createdat` bigint
)
COMMENT 'A column that only a filter needs goes before the join.'
LOCATION 's3://{{lake}}/trusted/customers_of_shop/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
