CREATE TABLE `tagged` (
  `tags` array<string>
)
LOCATION 's3://{{lake}}/trusted/tagged/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
