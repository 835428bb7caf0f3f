CREATE TABLE `orders_per_customer` (
  `customer` string,
  `country` string,
  `orders` bigint,
  `weighed` bigint,
  `days` bigint,
  `pieces` bigint,
  `weight` double,
  `revenue` decimal(38,2),
  `meanpieces` double,
  `meanweight` double,
  `meanprice` double,
  `firstorder` bigint,
  `heaviest` double
)
LOCATION 's3://{{lake}}/trusted/orders_per_customer/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
