CREATE TABLE `picked` (
  `id` string,
  `first` string,
  `last` string,
  `tagcount` bigint,
  `namesitself` boolean,
  `amount` double,
  `pricecount` bigint,
  `german` string,
  `own` string,
  `labelcount` bigint,
  `coded` boolean,
  `weight` double
)
COMMENT 'Elements by place, from both ends; values by key; how many there are.'
LOCATION 's3://{{lake}}/trusted/picked/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
