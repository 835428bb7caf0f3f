CREATE TABLE `cities` (
  `address` struct<city:string,zip:string,point:struct<lat:double,lon:double>>,
  `contact` struct<email:string,since:bigint>
)
COMMENT 'A struct can be passed on, compared in `distinct`, and tested for null.'
LOCATION 's3://{{lake}}/trusted/cities/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
