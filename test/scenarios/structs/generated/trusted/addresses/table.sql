CREATE TABLE `addresses` (
  `id` string,
  `city` string,
  `zip` string,
  `latitude` double,
  `since` date
)
LOCATION 's3://{{lake}}/trusted/addresses/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
