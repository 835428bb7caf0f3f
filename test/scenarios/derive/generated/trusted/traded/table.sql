CREATE TABLE `traded` (
  `id` string,
  `price` int,
  `pieces` int,
  `note` string
)
COMMENT 'Both expressions see the columns as they were.'
LOCATION 's3://{{lake}}/trusted/traded/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
