CREATE EXTERNAL TABLE `agreed` (
  `email` string,
  `name` string,
  `device` string,
  `agreedat` bigint
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES (
  'serialization.format' = '1'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://{{lake}}/trusted/agreed/'
TBLPROPERTIES (
  'classification' = 'parquet'
);
