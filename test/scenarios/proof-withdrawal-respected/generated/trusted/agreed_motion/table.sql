CREATE TABLE `agreed_motion` (
  `user` string,
  `at` bigint,
  `x` double
)
COMMENT 'Who has withdrawn is out with all readings, also those from before, as soon as the lake is filled again.'
LOCATION 's3://{{lake}}/trusted/agreed_motion/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
