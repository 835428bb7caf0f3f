CREATE EXTERNAL TABLE `orders` (
  `id` string,
  `address` struct<city:string,zip:string,point:struct<lat:double,lon:double>>,
  `contact` struct<email:string,since:bigint>
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
LOCATION 's3://{{lake}}/landing/orders/'
TBLPROPERTIES (
  'classification' = 'json'
);
