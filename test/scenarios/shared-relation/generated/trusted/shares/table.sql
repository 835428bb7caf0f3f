CREATE TABLE `shares` (
  `id` string,
  `share` double
)
COMMENT 'The open orders are used twice, and stand once in the script.'
LOCATION 's3://{{lake}}/trusted/shares/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
