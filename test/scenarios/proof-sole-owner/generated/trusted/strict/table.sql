CREATE TABLE `strict` (
  `serial` string,
  `readat` bigint,
  `distance` int
)
COMMENT 'The strict variant: serials with exactly one owner. It needs no anyOwner.'
LOCATION 's3://{{lake}}/trusted/strict/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
