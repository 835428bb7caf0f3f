CREATE EXTERNAL TABLE `history` (
  `email` string,
  `changedat` bigint,
  `agreedat` bigint
)
COMMENT 'A row for every change; a withdrawal is a row without `agreedAt`.'
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES (
  'case.insensitive' = 'TRUE',
  'dots.in.keys' = 'FALSE',
  'ignore.malformed.json' = 'TRUE',
  'mapping' = 'TRUE'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{lake}}/landing/history/'
TBLPROPERTIES (
  'classification' = 'json'
);
