CREATE TABLE `list_` (
  `class` string,
  `f` string
)
LOCATION 's3://{{lake}}/trusted/list_/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
