CREATE EXTERNAL TABLE `customer_landing` (
  `customername` string,
  `email` string,
  `phone` string,
  `birthday` string COMMENT 'As the customer typed it; the years go back to 997, so it is text.',
  `serialnumber` string COMMENT 'The step trainer that was sold to the customer.',
  `registrationdate` bigint,
  `lastupdatedate` bigint,
  `sharewithresearchasofdate` bigint COMMENT 'When the customer agreed to share data for research; absent if never.',
  `sharewithpublicasofdate` bigint,
  `sharewithfriendsasofdate` bigint
)
COMMENT 'Customers, from fulfilment and the STEDI website.'
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES (
  'case.insensitive' = 'TRUE',
  'dots.in.keys' = 'FALSE',
  'ignore.malformed.json' = 'TRUE',
  'mapping' = 'TRUE'
)
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{lake}}/landing/customer/'
TBLPROPERTIES (
  'classification' = 'json'
);
