CREATE TABLE `heaviest` (
  `country` string,
  `place` int,
  `weight` double
)
COMMENT 'The heaviest order of each country; NULL stands last, also where the heaviest come first.'
LOCATION 's3://{{lake}}/trusted/heaviest/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
