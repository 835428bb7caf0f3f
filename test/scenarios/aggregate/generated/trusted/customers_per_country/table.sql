CREATE TABLE `customers_per_country` (
  `country` string
)
COMMENT 'A measure that nobody asks for is not computed.'
LOCATION 's3://{{lake}}/trusted/customers_per_country/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
