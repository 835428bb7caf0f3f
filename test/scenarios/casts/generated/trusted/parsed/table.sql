CREATE TABLE `parsed` (
  `id` string,
  `small` int,
  `large` bigint,
  `single` float,
  `double` double,
  `exact` decimal(12,3),
  `truth` boolean,
  `date` date
)
COMMENT 'Text that is no number, boolean or day is null.'
LOCATION 's3://{{lake}}/trusted/parsed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
