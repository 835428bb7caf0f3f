CREATE EXTERNAL TABLE `orders` (
  `customer` string,
  `country` string,
  `pieces` int,
  `weight` double,
  `price` decimal(10,2),
  `placedat` bigint COMMENT 'When the customer placed it.'
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
