CREATE TABLE `page_per_country` (
  `page` string
)
COMMENT 'A page that was seen from several countries stands there as often.'
LOCATION 's3://{{lake}}/trusted/page_per_country/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
