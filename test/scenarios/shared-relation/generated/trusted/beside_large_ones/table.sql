CREATE TABLE `beside_large_ones` (
  `orderid` string
)
COMMENT 'Each use takes only the columns that it needs.'
LOCATION 's3://{{lake}}/trusted/beside_large_ones/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
