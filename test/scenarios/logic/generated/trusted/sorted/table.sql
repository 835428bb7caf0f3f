CREATE TABLE `sorted` (
  `id` string,
  `free` boolean,
  `welcome` boolean,
  `shut` boolean,
  `adult` boolean
)
LOCATION 's3://{{lake}}/trusted/sorted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
