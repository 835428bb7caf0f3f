CREATE TABLE `totals` (
  `orders` bigint,
  `countries` bigint,
  `pieces` bigint,
  `most` int
)
COMMENT 'One row, also of no order at all.'
LOCATION 's3://{{lake}}/trusted/totals/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
