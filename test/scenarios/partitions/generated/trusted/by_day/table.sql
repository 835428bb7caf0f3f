CREATE TABLE `by_day` (
  `id` string,
  `amount` double,
  `country` string COMMENT 'The country that it was paid from.',
  `paidon` date,
  `city` string
)
PARTITIONED BY (
  `paidon`,
  `country`
)
LOCATION 's3://{{lake}}/trusted/by_day/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet',
  'write_target_data_file_size_bytes' = '268435456'
);
