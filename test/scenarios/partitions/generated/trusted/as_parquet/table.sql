CREATE EXTERNAL TABLE `as_parquet` (
  `id` string,
  `amount` double,
  `city` string
)
PARTITIONED BY (
  `country` string COMMENT 'The country that it was paid from.',
  `paidon` date
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES (
  'serialization.format' = '1'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://{{lake}}/trusted/as_parquet/'
TBLPROPERTIES (
  'classification' = 'parquet'
);
