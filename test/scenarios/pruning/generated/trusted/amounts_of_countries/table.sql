CREATE TABLE `amounts_of_countries` (
  `country` string,
  `amount` double
)
COMMENT 'Of either side only what the join or the result needs is read.'
LOCATION 's3://{{lake}}/trusted/amounts_of_countries/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
