CREATE TABLE `named_devices` (
  `deviceid` string,
  `left` string,
  `right` string,
  `modelname` string
)
LOCATION 's3://{{lake}}/trusted/named_devices/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
