CREATE EXTERNAL TABLE `orders` (
  `id` string COMMENT 'The number on the invoice.',
  `customer` string COMMENT 'The customer\'s account; it\'s never reused.',
  `amount` double COMMENT 'In euros.',
  `address` struct<city:string> COMMENT 'Where it is sent to.',
  `plain` string
)
COMMENT 'What customers bought, as the shop says it.'
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
