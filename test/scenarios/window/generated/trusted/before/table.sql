CREATE TABLE `before` (
  `placedat` bigint COMMENT 'When the customer placed it.',
  `before` bigint
)
COMMENT 'A value of the row before is no copy: it is described anew.'
LOCATION 's3://{{lake}}/trusted/before/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
