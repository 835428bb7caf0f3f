CREATE TABLE `page_of_each_country` (
  `page` string
)
COMMENT 'What is dropped after it still tells rows apart.'
LOCATION 's3://{{lake}}/trusted/page_of_each_country/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
