CREATE TABLE `computed` (
  `id` string,
  `gross` decimal(38,6),
  `tax` decimal(38,0),
  `open` decimal(38,6),
  `perpiece` decimal(38,6),
  `all` decimal(38,2),
  `perkilo` double,
  `credit` decimal(38,2),
  `size` decimal(38,2),
  `cents` bigint,
  `text` string,
  `rounded` decimal(12,2),
  `same` boolean
)
COMMENT 'Exact numbers have 38 digits after a computation, with the scale that it needs.'
LOCATION 's3://{{lake}}/trusted/computed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
