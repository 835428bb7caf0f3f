CREATE EXTERNAL TABLE `visits_of_agreed` (
  `visitid` bigint,
  `email` string,
  `startedat` bigint
)
COMMENT 'A reason stands where the exception is made.'
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES (
  'serialization.format' = '1'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://{{lake}}/trusted/visits_of_agreed/'
TBLPROPERTIES (
  'classification' = 'parquet'
);
