CREATE TABLE `customer_trusted` (
  `customername` string,
  `email` string,
  `phone` string,
  `birthday` string COMMENT 'As the customer typed it; the years go back to 997, so it is text.',
  `serialnumber` string COMMENT 'The step trainer that was sold to the customer.',
  `registrationdate` bigint,
  `lastupdatedate` bigint,
  `sharewithresearchasofdate` bigint COMMENT 'When the customer agreed to share data for research; absent if never.',
  `sharewithpublicasofdate` bigint,
  `sharewithfriendsasofdate` bigint
)
COMMENT 'Customers who agreed to share their data for research.'
LOCATION 's3://{{lake}}/trusted/customer_trusted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
