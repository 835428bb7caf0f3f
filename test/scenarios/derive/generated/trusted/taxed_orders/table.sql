CREATE TABLE `taxed_orders` (
  `id` string,
  `price` int,
  `pieces` int,
  `note` string,
  `total` bigint,
  `tax` double,
  `large` boolean
)
COMMENT 'The second step needs what the first one made, and nothing is computed twice.'
LOCATION 's3://{{lake}}/trusted/taxed_orders/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
