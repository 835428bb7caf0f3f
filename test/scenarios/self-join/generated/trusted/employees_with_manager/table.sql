CREATE TABLE `employees_with_manager` (
  `id` string,
  `name` string,
  `manager` string,
  `hiredat` bigint,
  `managername` string
)
LOCATION 's3://{{lake}}/trusted/employees_with_manager/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
