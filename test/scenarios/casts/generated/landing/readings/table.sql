CREATE EXTERNAL TABLE `readings` (
  `id` string,
  `raw` string,
  `level` int,
  `total` bigint,
  `value` double,
  `rough` float,
  `price` decimal(10,2),
  `valid` boolean,
  `day` date,
  `takenat` bigint
)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES (
  'case.insensitive' = 'TRUE',
  'dots.in.keys' = 'FALSE',
  'ignore.malformed.json' = 'TRUE',
  'mapping' = 'TRUE'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{lake}}/landing/readings/'
TBLPROPERTIES (
  'classification' = 'json'
);
