CREATE TABLE `labelled` (
  `id` string,
  `system` string,
  `quoted` string,
  `lines` string,
  `revision` int,
  `negative` int,
  `serial` bigint,
  `million` bigint,
  `share` double,
  `tiny` double,
  `active` boolean,
  `since` timestamp,
  `empty` string,
  `zero` int
)
LOCATION 's3://{{lake}}/trusted/labelled/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
