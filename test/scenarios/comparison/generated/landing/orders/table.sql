CREATE EXTERNAL TABLE `orders` (
  `id` string,
  `country` string,
  `shipto` string,
  `pieces` int,
  `ordered` bigint,
  `weight` double,
  `limit` float,
  `price` decimal(10,2),
  `paid` boolean,
  `day` date,
  `placedat` bigint,
  `shippedat` timestamp
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
