CREATE TABLE `how_many` (
  `products` bigint,
  `labelled` bigint,
  `priced` bigint
)
LOCATION 's3://{{lake}}/trusted/how_many/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
