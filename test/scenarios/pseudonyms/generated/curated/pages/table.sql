CREATE TABLE `pages` (
  `key` string,
  `page` string,
  `partner` string
)
COMMENT 'Who visits has a pseudonym here; that it is the same one shows that it is the same person.'
LOCATION 's3://{{lake}}/curated/pages/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
