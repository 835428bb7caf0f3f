CREATE TABLE `last_shop` (
  `product` string,
  `shop` string
)
COMMENT 'A column that nobody asks for still decides between rows of one time.'
LOCATION 's3://{{lake}}/trusted/last_shop/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
