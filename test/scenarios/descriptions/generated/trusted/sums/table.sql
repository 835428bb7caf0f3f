CREATE TABLE `sums` (
  `account` string COMMENT 'A copy, described anew.',
  `bare` double COMMENT 'In cents, not rounded.',
  `most` double,
  `sum` double COMMENT 'The *sum*; it\'s in euros.',
  `n` bigint
)
LOCATION 's3://{{lake}}/trusted/sums/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
