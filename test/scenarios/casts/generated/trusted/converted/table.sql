CREATE TABLE `converted` (
  `id` string,
  `wide` bigint,
  `narrow` int,
  `cut` int,
  `cutlong` bigint,
  `euros` bigint,
  `single` float,
  `double` double,
  `offloat` double,
  `exact` decimal(18,4),
  `exactlevel` decimal(12,2),
  `finer` decimal(12,4),
  `ofprice` double,
  `flag` int,
  `longflag` bigint,
  `midnight` timestamp,
  `instant` bigint,
  `millis` bigint,
  `shortmillis` int,
  `same` bigint
)
COMMENT 'A number that does not fit is null; fractions are cut off.'
LOCATION 's3://{{lake}}/trusted/converted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
