CREATE TABLE `computed` (
  `id` string,
  `more` bigint,
  `sum` bigint,
  `left` bigint,
  `twice` bigint,
  `square` bigint,
  `heavier` double,
  `lighter` double,
  `volume` double,
  `denser` double,
  `perpiece` double,
  `share` double,
  `boxes` double,
  `rest` bigint,
  `taken` bigint,
  `lost` double,
  `apart` bigint,
  `kilos` double,
  `whole` bigint
)
COMMENT 'Whole numbers are computed in 64 bits, all others as doubles; what has no value is null.'
LOCATION 's3://{{lake}}/trusted/computed/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
