CREATE EXTERNAL TABLE `orders` (
  `id` string COMMENT 'Known<U+00AD> by<U+E0041> this.',
  `note` string COMMENT '<U+200B><U+00AD><U+202E><U+2066><U+FE01><U+FEFF><U+FFF9><U+E0041><U+2028><U+0085>␛␇<U+2060><U+D800>.'
)
COMMENT 'Who bought<U+200B> what<U+202E>; emoji 👩‍👩‍👧 ❤️, می‌خواهم and שלום stay.'
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
