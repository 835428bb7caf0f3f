CREATE TABLE `noted` (
  `id` string COMMENT 'Known<U+00AD> by<U+E0041> this.',
  `kind` string
)
COMMENT 'All of<U+200B> it<U+200B><U+00AD><U+202E><U+2066><U+FE01><U+FEFF><U+FFF9><U+E0041><U+2028><U+0085>␛␇<U+2060>'
LOCATION 's3://{{lake}}/open/noted/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet'
);
