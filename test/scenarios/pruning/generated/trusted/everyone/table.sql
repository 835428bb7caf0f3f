CREATE TABLE `everyone` (
  `email` string
)
COMMENT 'Both sides of a union have only what is asked for.'
LOCATION 's3://{{lake}}/trusted/everyone/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
