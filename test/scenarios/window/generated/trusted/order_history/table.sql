CREATE TABLE `order_history` (
  `customer` string,
  `country` string,
  `pieces` int,
  `weight` double,
  `price` decimal(10,2),
  `placedat` bigint COMMENT 'When the customer placed it.',
  `number` int,
  `place` int,
  `denseplace` int,
  `previousweight` double,
  `secondnextpieces` int,
  `firstprice` decimal(10,2),
  `firstweight` double,
  `lastweight` double,
  `lastprice` decimal(10,2),
  `orders` bigint,
  `weighed` bigint,
  `pieces2` bigint,
  `weight2` double,
  `revenue` decimal(38,2),
  `meanpieces` double,
  `meanweight` double,
  `meanprice` double,
  `lightest` double,
  `dearest` decimal(10,2)
)
COMMENT 'Every kind of column over one order.'
LOCATION 's3://{{lake}}/trusted/order_history/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
