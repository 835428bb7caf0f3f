CREATE TABLE `visits_with_sold_device` (
  `visitid` string,
  `solddevice` string,
  `model` string
)
COMMENT 'A device counts only from the day of its sale on.'
LOCATION 's3://{{lake}}/trusted/visits_with_sold_device/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
