CREATE TABLE `near_names` (
  `id` int,
  `nick-name` string,
  `distance` bigint,
  `near` boolean,
  `constant` bigint
)
COMMENT 'Two names that are near each other. The result is as personal as its inputs, and may be null, whatever the texts are.'
LOCATION 's3://{{lake}}/trusted/near_names/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
