CREATE TABLE `current` (
  `email` string,
  `changedat` bigint,
  `agreedat` bigint
)
COMMENT 'How things stand now.'
LOCATION 's3://{{lake}}/current/current/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
