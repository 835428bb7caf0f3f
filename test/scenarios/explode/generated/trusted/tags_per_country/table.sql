CREATE TABLE `tags_per_country` (
  `country` string,
  `tag` string,
  `orders` bigint
)
COMMENT 'A place that nobody asks for is not made; what is counted is still each element.'
LOCATION 's3://{{lake}}/trusted/tags_per_country/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
