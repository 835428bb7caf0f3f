CREATE TABLE `strides` (
  `serial` string,
  `readat` bigint,
  `distance` int,
  `before` int
)
COMMENT 'The partition is a serial number, which fits several people.'
LOCATION 's3://{{lake}}/trusted/strides/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
