CREATE TABLE `made` (
  `id` string COMMENT 'The number on the invoice.',
  `customer` string COMMENT 'The customer\'s account; it\'s never reused.',
  `amount` double COMMENT 'In euros.',
  `address` struct<city:string> COMMENT 'Where it is sent to.',
  `plain` string,
  `hundredths` double COMMENT 'In cents, not rounded.',
  `account` string COMMENT 'A copy, described anew.',
  `bare` double,
  `most` double COMMENT 'Of all orders of the account.'
)
COMMENT 'What a step makes is described by the doc comment of its key, downstream too, until it is described anew or computed from.'
LOCATION 's3://{{lake}}/trusted/made/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
