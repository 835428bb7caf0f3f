CREATE TABLE `countries` (
  `country` string
)
COMMENT 'A group without a measure is a key.'
LOCATION 's3://{{lake}}/trusted/countries/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
