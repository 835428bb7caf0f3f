CREATE TABLE `not_first` (
  `id` string,
  `name` string,
  `manager` string,
  `hiredat` bigint
)
COMMENT 'Employees before whom somebody else was hired.'
LOCATION 's3://{{lake}}/trusted/not_first/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
