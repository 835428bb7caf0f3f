CREATE EXTERNAL TABLE `machine_learning_curated` (
  `serialnumber` string,
  `sharewithresearchasofdate` bigint COMMENT 'When the customer agreed to share data for research; absent if never.',
  `registrationdate` bigint,
  `customername` string,
  `sensorreadingtime` bigint,
  `distancefromobject` int COMMENT 'How far the sensor is from what is before it, in the unit of the device.',
  `lastupdatedate` bigint,
  `timestamp` bigint,
  `user` string COMMENT 'The customer\'s e-mail address.',
  `x` double,
  `y` double,
  `z` double
)
COMMENT 'Each step trainer reading with the same customer\'s motion at the same time.'
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES (
  'case.insensitive' = 'TRUE',
  'dots.in.keys' = 'FALSE',
  'ignore.malformed.json' = 'FALSE',
  'mapping' = 'TRUE'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{lake}}/curated/machine_learning_curated/'
TBLPROPERTIES (
  'classification' = 'json'
);
