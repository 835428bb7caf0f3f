CREATE TABLE `agreed_steps` (
  `serial` string,
  `readat` bigint,
  `distance` int
)
COMMENT 'Everybody with the serial who had not agreed by then was taken out, so whom the step belongs to had agreed.'
LOCATION 's3://{{lake}}/trusted/agreed_steps/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
