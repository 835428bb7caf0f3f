CREATE TABLE `per_day` (
  `day` bigint,
  `samples` bigint
)
COMMENT 'The reason of the table that it reads holds here too.'
LOCATION 's3://{{lake}}/curated/per_day/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
