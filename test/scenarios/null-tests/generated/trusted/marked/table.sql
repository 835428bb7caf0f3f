CREATE TABLE `marked` (
  `id` string,
  `open` boolean,
  `known` boolean
)
LOCATION 's3://{{lake}}/trusted/marked/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
