CREATE TABLE `labelled_products` (
  `id` string,
  `tags` array<string>,
  `prices` array<struct<currency:string,amount:double>>,
  `texts` map<string,string>,
  `codes` array<int>,
  `weights` map<string,double>
)
COMMENT 'They can be passed on as they are.'
LOCATION 's3://{{lake}}/trusted/labelled_products/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
