CREATE TABLE `places` (
  `country` string,
  `place` int
)
COMMENT 'A rank alone needs no order among rows that tie, and a window of which nothing is asked is not there.'
LOCATION 's3://{{lake}}/trusted/places/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
