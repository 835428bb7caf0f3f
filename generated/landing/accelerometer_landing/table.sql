CREATE EXTERNAL TABLE `accelerometer_landing` (
  `timestamp` bigint,
  `user` string COMMENT 'The customer\'s e-mail address.',
  `x` double,
  `y` double,
  `z` double
)
COMMENT 'Motion of the customer\'s phone, from the mobile app. Several samples may share a millisecond.'
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES (
  'case.insensitive' = 'TRUE',
  'dots.in.keys' = 'FALSE',
  'ignore.malformed.json' = 'TRUE',
  'mapping' = 'TRUE'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{lake}}/landing/accelerometer/'
TBLPROPERTIES (
  'classification' = 'json'
);
