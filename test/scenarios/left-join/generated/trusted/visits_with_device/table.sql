CREATE TABLE `visits_with_device` (
  `visitid` string,
  `deviceid` string,
  `startedat` bigint,
  `model` string,
  `colour` string,
  `soldat` bigint
)
COMMENT 'Every visit, with its device where that is known.'
LOCATION 's3://{{lake}}/trusted/visits_with_device/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
