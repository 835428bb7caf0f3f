CREATE TABLE `gaps` (
  `customer` string,
  `placedat` bigint COMMENT 'When the customer placed it.',
  `gap` bigint
)
COMMENT 'The gap to the order before.'
LOCATION 's3://{{lake}}/trusted/gaps/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
