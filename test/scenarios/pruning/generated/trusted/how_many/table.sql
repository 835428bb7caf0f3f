CREATE TABLE `how_many` (
  `orders` bigint
)
COMMENT 'Nothing of a row is needed to count it, but one column stays.'
LOCATION 's3://{{lake}}/trusted/how_many/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
