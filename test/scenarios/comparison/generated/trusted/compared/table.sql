CREATE TABLE `compared` (
  `id` string,
  `same` boolean,
  `abroad` boolean,
  `before` boolean,
  `few` boolean,
  `heavy` boolean,
  `overlimit` boolean,
  `nearlimit` boolean,
  `complete` boolean,
  `cheap` boolean,
  `whole` boolean,
  `unpaid` boolean,
  `injanuary` boolean,
  `recent` boolean,
  `shipped` boolean,
  `nearby` boolean,
  `dozens` boolean,
  `usual` boolean,
  `light` boolean,
  `changed` boolean,
  `unchanged` boolean
)
LOCATION 's3://{{lake}}/trusted/compared/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
