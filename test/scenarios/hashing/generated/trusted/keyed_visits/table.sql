CREATE TABLE `keyed_visits` (
  `visitid` string,
  `page` string,
  `visitor` string,
  `pageofvisitor` string
)
COMMENT 'The same visitor has the same key; it hides nobody whose address can be guessed.'
LOCATION 's3://{{lake}}/trusted/keyed_visits/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
