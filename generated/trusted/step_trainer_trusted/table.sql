CREATE TABLE `step_trainer_trusted` (
  `sensorreadingtime` bigint,
  `serialnumber` string,
  `distancefromobject` int COMMENT 'How far the sensor is from what is before it, in the unit of the device.'
)
COMMENT 'Step trainer readings that the motion of a customer who had agreed to research by then explains.'
LOCATION 's3://{{lake}}/trusted/step_trainer_trusted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
