CREATE EXTERNAL TABLE `as_json` (
  `id` string,
  `amount` double,
  `paidon` date,
  `city` string
)
PARTITIONED BY (
  `country` string COMMENT 'The country that it was paid from.'
)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES (
  'case.insensitive' = 'TRUE',
  'dots.in.keys' = 'FALSE',
  'ignore.malformed.json' = 'FALSE',
  'mapping' = 'TRUE'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{lake}}/trusted/as_json/'
TBLPROPERTIES (
  'classification' = 'json'
);
