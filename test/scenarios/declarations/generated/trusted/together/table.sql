CREATE EXTERNAL TABLE `together` (
  `visitid` bigint,
  `email` string,
  `startedat` bigint,
  `device` string,
  `at` bigint,
  `strength` int
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES (
  'serialization.format' = '1'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://{{lake}}/trusted/together/'
TBLPROPERTIES (
  'classification' = 'parquet'
);
