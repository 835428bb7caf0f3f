CREATE TABLE `jerk` (
  `at` bigint,
  `x` double,
  `number` int,
  `before` double
)
COMMENT 'The partition tells the person, so the reading before is the same person\'s.'
LOCATION 's3://{{lake}}/curated/jerk/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
