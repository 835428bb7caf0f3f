CREATE EXTERNAL TABLE `invoices` (
  `id` string,
  `net` decimal(10,2),
  `rate` decimal(5,4),
  `total` decimal(38,6),
  `pieces` int,
  `weight` double
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
LOCATION 's3://{{lake}}/landing/invoices/'
TBLPROPERTIES (
  'classification' = 'json'
);
