CREATE TABLE `sluice` (
  `from` string,
  `class` string,
  `lambda` int,
  `none` string,
  `f` string,
  `self` boolean,
  `def` string,
  `yield` int
)
LOCATION 's3://{{lake}}/trusted/sluice/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
