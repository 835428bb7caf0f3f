CREATE TABLE `import` (
  `from` string,
  `class` string,
  `lambda` int,
  `none` string,
  `f` string,
  `self` boolean,
  `def` string,
  `yield` int
)
COMMENT 'Tables, rows and columns may have the names that Python, Spark or the script itself needs.'
LOCATION 's3://{{lake}}/trusted/import/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
