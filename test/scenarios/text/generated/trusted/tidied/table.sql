CREATE TABLE `tidied` (
  `id` string,
  `email` string,
  `code` string,
  `surname` string,
  `start` string,
  `married` boolean,
  `greek` string,
  `local` boolean,
  `short` boolean,
  `name` string,
  `initial` string,
  `letters` bigint,
  `international` boolean,
  `company` boolean,
  `owndomain` boolean,
  `digits` string,
  `long` boolean,
  `quote` string
)
LOCATION 's3://{{lake}}/trusted/tidied/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
