CREATE TABLE `buyers` (
  `id` string,
  `customerid` string,
  `placedat` bigint,
  `amount` double,
  `key` string,
  `name` string,
  `since` bigint
)
COMMENT 'Keys of different names stay both.'
LOCATION 's3://{{lake}}/trusted/buyers/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
