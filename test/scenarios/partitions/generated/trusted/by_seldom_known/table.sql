CREATE TABLE `by_seldom_known` (
  `id` string,
  `amount` double,
  `country` string COMMENT 'The country that it was paid from.',
  `paidon` date,
  `city` string
)
PARTITIONED BY (
  `city`
)
LOCATION 's3://{{lake}}/trusted/by_seldom_known/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
