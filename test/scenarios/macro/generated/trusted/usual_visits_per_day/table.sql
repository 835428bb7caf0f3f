CREATE TABLE `usual_visits_per_day` (
  `day` date,
  `page` string,
  `rows` bigint,
  `last` bigint
)
LOCATION 's3://{{lake}}/trusted/usual_visits_per_day/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
