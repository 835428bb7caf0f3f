CREATE TABLE `written` (
  `id` string,
  `level` string,
  `total` string,
  `price` string,
  `valid` string,
  `day` string,
  `takenat` string
)
LOCATION 's3://{{lake}}/trusted/written/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
