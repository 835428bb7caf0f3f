CREATE TABLE `models` (
  `model` string
)
COMMENT 'A table exists whether or not it is exported, or even named.'
LOCATION 's3://{{lake}}/trusted/models/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
