CREATE TABLE `read_codes` (
  `code` string,
  `note` string,
  `country` string,
  `number` bigint,
  `colour` string,
  `size` string,
  `domain` string,
  `urgent` boolean
)
COMMENT 'What is written inside a text: a match or none, the first match, a group by number and by name.'
LOCATION 's3://{{lake}}/trusted/read_codes/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
