CREATE TABLE `strict` (
  `serial` string,
  `readat` bigint,
  `distance` int
)
COMMENT 'The strict variant: no owner of the serial had not agreed by then. It needs no anyOwner.'
LOCATION 's3://{{lake}}/trusted/strict/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
