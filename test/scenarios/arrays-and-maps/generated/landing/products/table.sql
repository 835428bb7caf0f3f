CREATE EXTERNAL TABLE `products` (
  `id` string,
  `tags` array<string>,
  `prices` array<struct<currency:string,amount:double>>,
  `labels` map<string,string>,
  `codes` array<int>,
  `weights` map<string,double>
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
LOCATION 's3://{{lake}}/landing/products/'
TBLPROPERTIES (
  'classification' = 'json'
);
