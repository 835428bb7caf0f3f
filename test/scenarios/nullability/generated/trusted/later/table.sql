CREATE TABLE `later` (
  `id` string,
  `customer` string,
  `price` double,
  `placedat` bigint,
  `paidat` bigint,
  `half` double,
  `same` double,
  `length` bigint
)
COMMENT 'A column that a condition proved keeps that through all that follows.'
LOCATION 's3://{{lake}}/trusted/later/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
