CREATE TABLE `totals` (
  `text` string,
  `open` decimal(38,6),
  `mean` double,
  `last` decimal(38,6),
  `rounded` decimal(38,2)
)
COMMENT 'The sum of long decimals is exact in whatever order they are added.'
LOCATION 's3://{{lake}}/totals/totals/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
