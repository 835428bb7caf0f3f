CREATE TABLE `sorted` (
  `id` string,
  `welcome` boolean,
  `shut` boolean,
  `adult` boolean
)
LOCATION 's3://{{lake}}/trusted/sorted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
