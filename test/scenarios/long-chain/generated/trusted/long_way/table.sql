CREATE TABLE `long_way` (
  `market` string,
  `week` bigint,
  `amount` double,
  `perbuyer` double,
  `pieces` bigint
)
COMMENT 'Thirty operations in a row.'
LOCATION 's3://{{lake}}/trusted/long_way/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
