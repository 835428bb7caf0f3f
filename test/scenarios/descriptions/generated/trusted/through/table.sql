CREATE TABLE `through` (
  `id` string COMMENT 'The number on the invoice.',
  `account` string COMMENT 'The customer\'s account; it\'s never reused.',
  `city` string,
  `letters` bigint,
  `amount` double COMMENT 'In euros.',
  `plain` string,
  `most` bigint,
  `same` string COMMENT 'The customer\'s account; it\'s never reused.',
  `twice` bigint
)
COMMENT 'A column that is only passed on keeps its description through every operation, and one that is computed gets none.'
LOCATION 's3://{{lake}}/trusted/through/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
