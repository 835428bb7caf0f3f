CREATE TABLE `united_made` (
  `x` double COMMENT 'The same.',
  `y` double
)
COMMENT 'Both sides say the same of `x`, one says something of `y`.'
LOCATION 's3://{{lake}}/trusted/united_made/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
