CREATE TABLE `how_many_of_both` (
  `rows` bigint
)
COMMENT 'The column that stays is the same on both sides.'
LOCATION 's3://{{lake}}/trusted/how_many_of_both/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
