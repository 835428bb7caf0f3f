/** A text of DDL, and what comes of it: the columns of each table, or what is said, with line and column. */
export interface DdlCase {
  readonly name: string;
  readonly ddl: string;
  /** By table: `name type`, with `?` where it may be null and `!kind` where it is personal. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  /** What is pointed at ` | ` the code: the message, of which the start is enough. */
  readonly says?: readonly string[];
}

const OPENX = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'";
const TEXT_FORMATS =
  "STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'";

/** As people publish their solutions of the STEDI project. */
const STEDI: readonly DdlCase[] = [
  {
    name: "STEDI customer_landing",
    ddl: `CREATE EXTERNAL TABLE IF NOT EXISTS \`stedi\`.\`customer_landing\` (
  \`customername\` string,
  \`email\` string,
  \`phone\` string,
  \`birthday\` string,
  \`serialnumber\` string,
  \`registrationdate\` bigint,
  \`lastupdatedate\` bigint,
  \`sharewithresearchasofdate\` bigint,
  \`sharewithpublicasofdate\` bigint,
  \`sharewithfriendsasofdate\` bigint
)
${OPENX}
WITH SERDEPROPERTIES (
  'ignore.malformed.json' = 'FALSE',
  'dots.in.keys' = 'FALSE',
  'case.insensitive' = 'TRUE',
  'mapping' = 'TRUE'
)
${TEXT_FORMATS}
LOCATION 's3://stedi-lake-house/customer/landing/'
TBLPROPERTIES ('classification' = 'json');`,
    tables: {
      customer_landing: [
        "customername string? !name",
        "email string? !email",
        "phone string? !phone",
        "birthday string? !birth-date",
        "serialnumber string?",
        "registrationdate epochMillis?",
        "lastupdatedate epochMillis?",
        "sharewithresearchasofdate epochMillis?",
        "sharewithpublicasofdate epochMillis?",
        "sharewithfriendsasofdate epochMillis?",
      ],
    },
  },
  {
    name: "STEDI accelerometer_landing, reserved words bare, Hive's own SerDe",
    ddl: `CREATE EXTERNAL TABLE IF NOT EXISTS accelerometer_landing(
  user string,
  timestamp bigint,
  x float,
  y float,
  z float)
ROW FORMAT SERDE
  'org.apache.hive.hcatalog.data.JsonSerDe'
LOCATION
  's3://stedi-lake-house/accelerometer/landing'
TBLPROPERTIES (
  'classification'='json')`,
    tables: { accelerometer_landing: ["user string?", "timestamp epochMillis?", "x float?", "y float?", "z float?"] },
  },
  {
    name: "STEDI step_trainer_landing, as SHOW CREATE TABLE prints it",
    ddl: `CREATE EXTERNAL TABLE \`step_trainer_landing\`(
  \`sensorreadingtime\` bigint COMMENT 'from deserializer', 
  \`serialnumber\` string COMMENT 'from deserializer', 
  \`distancefromobject\` int COMMENT 'from deserializer')
${OPENX} 
WITH SERDEPROPERTIES ( 
  'case.insensitive'='TRUE', 
  'dots.in.keys'='FALSE', 
  'ignore.malformed.json'='FALSE', 
  'mapping'='TRUE') 
${TEXT_FORMATS}
LOCATION
  's3://stedi-lake-house/step_trainer/landing'
TBLPROPERTIES (
  'classification'='json', 
  'transient_lastDdlTime'='1691348232')`,
    tables: { step_trainer_landing: ["sensorreadingtime epochMillis?", "serialnumber string?", "distancefromobject int32?"] },
  },
  {
    name: "STEDI machine_learning_curated",
    ddl: `CREATE EXTERNAL TABLE \`machine_learning_curated\`(
  \`serialnumber\` string, \`sharewithresearchasofdate\` bigint, \`registrationdate\` bigint, \`customername\` string,
  \`sensorreadingtime\` bigint, \`distancefromobject\` int, \`lastupdatedate\` bigint, \`timestamp\` bigint, \`user\` string,
  \`x\` double, \`y\` double, \`z\` double)
${OPENX}
WITH SERDEPROPERTIES ('case.insensitive'='TRUE', 'dots.in.keys'='FALSE', 'ignore.malformed.json'='FALSE', 'mapping'='TRUE')
${TEXT_FORMATS}
LOCATION 's3://stedi-lake-house/machine_learning_curated/'
TBLPROPERTIES ('CreatedByJob'='machine_learning_curated', 'CreatedByJobRun'='jr_1', 'classification'='json')`,
    tables: {
      machine_learning_curated: [
        "serialnumber string?",
        "sharewithresearchasofdate epochMillis?",
        "registrationdate epochMillis?",
        "customername string? !name",
        "sensorreadingtime epochMillis?",
        "distancefromobject int32?",
        "lastupdatedate epochMillis?",
        "timestamp epochMillis?",
        "user string?",
        "x double?",
        "y double?",
        "z double?",
      ],
    },
    says: [
      "'CreatedByJob'='machine_learning_curated' | import-differs: machine_learning_curated: the property 'CreatedByJob' = 'machine_learning_curated' has no counterpart",
      "'CreatedByJobRun'='jr_1' | import-differs: machine_learning_curated: the property 'CreatedByJobRun' = 'jr_1' has no counterpart",
    ],
  },
];

const openx = (name: string, columns: string, rest = `LOCATION 's3://lake/${name}/'`): string =>
  `CREATE EXTERNAL TABLE ${name} (${columns}) ${OPENX} ${rest};`;

const MESSY: readonly DdlCase[] = [
  {
    name: "comments of both kinds everywhere, with quotes and semicolons in them",
    ddl: `-- don't; stop
/* it's; "open */ CREATE /* ; */ EXTERNAL -- '
TABLE c01 ( -- the columns
  a string, /* 'b' string, */
  c int -- last
) ${OPENX} -- LOCATION 's3://no/where/'
LOCATION /* here */ 's3://lake/c01/' -- end
;-- nothing more`,
    tables: { c01: ["a string?", "c int32?"] },
  },
  {
    name: "carriage returns and a byte order mark",
    ddl: `\uFEFFCREATE EXTERNAL TABLE c02 (\r\n  a string,\r\n  b uniontype<int>\r\n) ${OPENX}\r\nLOCATION 's3://lake/c02/'`,
    says: ["uniontype<int> | import-unsupported: c02 was not written: `b` has the type `uniontype<int>`"],
  },
  {
    name: "upper and lower case keywords and types",
    ddl: `create External table c03 (A STRING, b Int, C DouBle) row format serde 'org.openx.data.jsonserde.JsonSerDe' location 's3://lake/c03/'`,
    tables: { c03: ["A string?", "b int32?", "C double?"] },
  },
  {
    name: "catalog, database and table",
    ddl: `CREATE EXTERNAL TABLE "awsdatacatalog"."lake"."c04" ("a" string) ${OPENX} LOCATION 's3://lake/c04/'`,
    tables: { c04: ["a string?"] },
  },
  {
    name: "every type",
    ddl: openx(
      "c05",
      "a tinyint, b smallint, c int, d integer, e bigint, f boolean, g float, h real, i double, j double precision, k decimal, l decimal(9), m decimal(38,38), n string, o char(3), p varchar(65535), q date, r timestamp, s timestamp with local time zone, t numeric(5,1), u dec(4)",
    ),
    tables: {
      c05: [
        "a int32?",
        "b int32?",
        "c int32?",
        "d int32?",
        "e int64?",
        "f boolean?",
        "g float?",
        "h float?",
        "i double?",
        "j double?",
        "k decimal(10,0)?",
        "l decimal(9,0)?",
        "m decimal(38,38)?",
        "n string?",
        "o string?",
        "p string?",
        "q date?",
        "r timestamp?",
        "s timestamp?",
        "t decimal(5,1)?",
        "u decimal(4,0)?",
      ],
    },
  },
  {
    name: "nested types, over several lines, with comments in them",
    ddl: openx(
      "c06",
      `payload struct<
         id: bigint COMMENT 'the key', -- of the event
         tags: array<string>,
         inner: struct<deep: map<string, array<struct<x: decimal(10, 2), \`y\`: boolean>>>>>,
       list array<array<array<int>>>, counts map<varchar(10),map<string,double>>`,
    ),
    tables: {
      c06: [
        "payload struct of id: int64, tags: array of string, inner: struct of deep: map of array of struct of x: decimal(10,2), y: boolean?",
        "list array of array of array of int32?",
        "counts map of map of double?",
      ],
    },
  },
  {
    name: "closing brackets without a space",
    ddl: openx("c07", "a map<string,map<string,array<struct<b:array<int>>>>>"),
    tables: { c07: ["a map of map of array of struct of b: array of int32?"] },
  },
  {
    name: "a name that is a keyword of Hive or of TypeScript",
    ddl: openx(
      "class",
      "comment string COMMENT 'comment', location string, `partitioned` string, constraint string, unique string, `select` int, delete int",
    ),
    tables: {
      class: [
        "comment string? !free-text",
        "location string?",
        "partitioned string?",
        "constraint string?",
        "unique string?",
        "select int32?",
        "delete int32?",
      ],
    },
  },
  {
    name: "quotes in comments",
    ddl: openx("c09", `a string COMMENT 'it''s', b string COMMENT 'it\\'s', c string COMMENT "say ""hi""", d string COMMENT 'a \\\\ b'`),
    tables: { c09: ["a string?", "b string?", "c string?", "d string?"] },
  },
  {
    name: "not null and keys",
    ddl: openx(
      "c10",
      "id bigint NOT NULL, code string NOT NULL COMMENT 'x', note string, PRIMARY KEY (id) DISABLE NOVALIDATE, CONSTRAINT u UNIQUE (code, Note) DISABLE",
    ),
    tables: { c10: ["id int64", "code string", "note string? !free-text"] },
  },
  {
    name: "defaults, checks and foreign keys",
    ddl: openx(
      "c11",
      "a int DEFAULT 0 COMMENT 'kept', b int CHECK (b > 0), CONSTRAINT fk FOREIGN KEY (a) REFERENCES other(a) DISABLE NOVALIDATE",
    ),
    tables: { c11: ["a int32?", "b int32?"] },
    says: [
      "DEFAULT 0 | import-differs: c11: `DEFAULT 0` is left out",
      "CHECK (b > 0) | import-differs: c11: `CHECK (b > 0)` is left out",
      "CONSTRAINT fk FOREIGN KEY (a) REFERENCES other(a) DISABLE NOVALIDATE | import-differs: c11: `CONSTRAINT fk FOREIGN KEY (a) REFERENCES other(a) DISABLE NOVALIDATE` is left out",
    ],
  },
  {
    name: "partitions by day with partition projection",
    ddl: `CREATE EXTERNAL TABLE c12 (a string) PARTITIONED BY (\`year\` int, dt string COMMENT 'day') ${OPENX} LOCATION 's3://lake/landing/c12/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.dt.type'='date', 'storage.location.template'='s3://lake/c12/\${dt}')`,
    tables: { c12: ["a string?"] },
    says: [
      "`year` int | import-differs: c12: the folders' partition `year int` is no column",
      "dt string | import-differs: c12: the folders' partition `dt string` is no column",
    ],
  },
  {
    name: "buckets",
    ddl: `CREATE EXTERNAL TABLE c13 (a string) CLUSTERED BY (a) SORTED BY (a ASC) INTO 4 BUCKETS ${OPENX} LOCATION 's3://lake/c13/'`,
    tables: { c13: ["a string?"] },
    says: [
      "CLUSTERED BY (a) SORTED BY (a ASC) INTO 4 BUCKETS | import-differs: c13: `CLUSTERED BY (a) SORTED BY (a ASC) INTO 4 BUCKETS` is left out",
    ],
  },
  {
    name: "skewed",
    ddl: `CREATE TABLE c14 (a string) SKEWED BY (a) ON ('x', 'y') STORED AS DIRECTORIES ${OPENX} LOCATION 's3://lake/c14/'`,
    tables: { c14: ["a string?"] },
    says: [
      "SKEWED BY (a) ON ('x', 'y') STORED AS DIRECTORIES | import-differs: c14: `SKEWED BY (a) ON ('x', 'y') STORED AS DIRECTORIES` is left out",
    ],
  },
  {
    name: "keys that the SerDe maps",
    ddl: openx(
      "c15",
      "serialnumber string, ts bigint",
      `WITH SERDEPROPERTIES ('mapping.serialnumber'='serialNumber', 'mapping.ts' = 'timestamp') LOCATION 's3://lake/c15/'`,
    ),
    tables: { c15: ["serialNumber string?", "timestamp epochMillis?"] },
    says: ["'mapping.ts' = 'timestamp' | import-differs: c15: `ts` is `timestamp` here, because a source has the keys of its files"],
  },
  {
    name: "what the SerDe is told that Sluice does otherwise",
    ddl: openx(
      "c16",
      "a string",
      `WITH SERDEPROPERTIES ('case.insensitive'='false', 'dots.in.keys'='true', 'explicit.null'='true') LOCATION 's3://lake/c16/'`,
    ),
    tables: { c16: ["a string?"] },
    says: [
      "'case.insensitive'='false' | import-differs: c16: keys are matched without regard to case",
      "'dots.in.keys'='true' | import-differs: c16: keys with dots are not read",
      "'explicit.null'='true' | import-differs: c16: the property 'explicit.null' = 'true' has no counterpart",
    ],
  },
  { name: "no location", ddl: openx("c17_landing", "a string", ""), tables: { c17_landing: ["a string?"] } },
  {
    name: "a location on another file system",
    ddl: openx("c18", "a string", "LOCATION 's3a://lake/landing/dt=2024-01-01/c18'"),
    tables: { c18: ["a string?"] },
  },
  {
    name: "a location that is no folder name",
    ddl: openx("c19", "a string", "LOCATION 's3://lake/my data/${env}/'"),
    says: [
      `'s3://lake/my data/\${env}/' | import-unsupported: c19 was not written: its location "s3://lake/my data/\${env}/" is no folder`,
    ],
  },
  {
    name: "a bucket as the location",
    ddl: openx("c20", "a string", "LOCATION 's3://lake/'"),
    says: [`'s3://lake/' | import-unsupported: c20 was not written: its location "s3://lake/"`],
  },
  {
    name: "parquet",
    ddl: "CREATE EXTERNAL TABLE c21 (a string) STORED AS PARQUET LOCATION 's3://lake/c21/' TBLPROPERTIES ('parquet.compression'='SNAPPY')",
    says: ["PARQUET | import-unsupported: c21 was not written: its files are parquet, and a source reads JSON lines"],
  },
  {
    name: "delimited text",
    ddl: "CREATE EXTERNAL TABLE c22 (a string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' NULL DEFINED AS '' STORED AS TEXTFILE LOCATION 's3://lake/c22/' TBLPROPERTIES ('skip.header.line.count'='1')",
    says: [
      "ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' NULL DEFINED AS '' | import-unsupported: c22 was not written: its files are `ROW FORMAT DELIMITED FIELDS",
    ],
  },
  {
    name: "csv by its SerDe",
    ddl: "CREATE EXTERNAL TABLE c23 (a string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES ('separatorChar' = ',') LOCATION 's3://lake/c23/'",
    says: [
      "'org.apache.hadoop.hive.serde2.OpenCSVSerde' | import-unsupported: c23 was not written: its files are the SerDe `org.apache.hadoop.hive.serde2.OpenCSVSerde`",
    ],
  },
  {
    name: "no format at all",
    ddl: "CREATE EXTERNAL TABLE c24 (a string) LOCATION 's3://lake/c24/'",
    says: ["c24 | import-unsupported: c24 was not written: its files are delimited text, which is what no `ROW FORMAT` means"],
  },
  {
    name: "Iceberg",
    ddl: "CREATE TABLE c25 (a string, at timestamp) PARTITIONED BY (day(at), bucket(16, a)) LOCATION 's3://lake/c25/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet')",
    says: ["'table_type'='ICEBERG' | import-unsupported: c25 was not written: its files are an Iceberg table"],
  },
  {
    name: "an input format that is not text",
    ddl: `CREATE EXTERNAL TABLE c26 (a string) ${OPENX} STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' OUTPUTFORMAT 'x' LOCATION 's3://lake/c26/'`,
    says: [
      "'com.amazon.emr.cloudtrail.CloudTrailInputFormat' | import-unsupported: c26 was not written: its files are json in `com.amazon.emr.cloudtrail.CloudTrailInputFormat`",
    ],
  },
  {
    name: "JSON as Hive 4 and Spark write it",
    ddl: "CREATE TABLE c27 (a string) STORED AS JSONFILE LOCATION 's3://lake/c27/'; CREATE TABLE c27b (a string) USING json OPTIONS (compression 'gzip', path 's3://lake/c27b/')",
    tables: { c27: ["a string?"], c27b: ["a string?"] },
    says: ["compression 'gzip' | import-differs: c27b: the property 'compression' = 'gzip'"],
  },
  {
    name: "types that Sluice lacks, in the depth too",
    ddl: openx("c28", "a binary, b struct<c:array<interval>>, d map<int,string>, e void, f decimal(40,2)"),
    says: [
      "binary | import-unsupported: c28 was not written: `a` has the type `binary`",
      "interval | import-unsupported: c28 was not written: `b.c[]` has the type `interval`",
      "d | import-unsupported: c28 was not written: the keys of the map `d` are not text",
      "void | import-unsupported: c28 was not written: `e` has the type `void`",
      "decimal(40,2) | import-unsupported: c28 was not written: `f` has the type `decimal(40,2)`",
    ],
  },
  {
    name: "names that no column can have",
    ddl: openx("c29", "`first name` string, `1st` int, `größe` int, `a.b` string, ok int"),
    says: [
      '`first name` | import-unsupported: c29 was not written: "first name" cannot be the name',
      '`1st` | import-unsupported: c29 was not written: "1st"',
      '`größe` | import-unsupported: c29 was not written: "größe"',
      '`a.b` | import-unsupported: c29 was not written: "a.b"',
    ],
  },
  {
    name: "a table name that is none in Sluice",
    ddl: `CREATE EXTERNAL TABLE \`my-table\` (a string) ${OPENX} LOCATION 's3://lake/x/'`,
    says: ['`my-table` | import-unsupported: my-table was not written: "my-table" cannot be the name of a table'],
  },
  {
    name: "a column twice",
    ddl: openx("c31", "a string, A int, s struct<x:int,X:int>"),
    says: [
      "A | import-unsupported: c31 was not written: it has `A` twice",
      "X | import-unsupported: c31 was not written: `s` has `X` twice",
    ],
  },
  {
    name: "statements that declare no table",
    ddl: `SET x=1; USE lake; DROP TABLE IF EXISTS c32; ${openx("c32", "a string")} ALTER TABLE c32 ADD PARTITION (dt='x'); CREATE VIEW v AS SELECT 1;`,
    tables: { c32: ["a string?"] },
    says: [
      "SET x=1 | ddl-passed-over: `SET x=1`",
      "USE lake | ddl-passed-over: `USE lake`",
      "DROP TABLE IF EXISTS c32 | ddl-passed-over: `DROP TABLE IF EXISTS c32`",
      "ALTER TABLE c32 ADD PARTITION (dt='x') | ddl-passed-over: `ALTER TABLE c32 ADD PARTITION (dt='x')`",
      "CREATE VIEW v AS SELECT 1 | ddl-passed-over: `CREATE VIEW v AS SELECT 1`",
    ],
  },
  {
    name: "made by a query",
    ddl: "CREATE TABLE c33 WITH (format = 'JSON', external_location = 's3://lake/c33/') AS SELECT * FROM x WHERE a > 1",
    says: ["c33 | import-unsupported: c33 was not written: it has no columns of its own"],
  },
  {
    name: "one mistake, and the tables around it",
    ddl: `${openx("c34a", "a string")} CREATE EXTERNAL TABLE c34b (a string b int) ${OPENX}; ${openx("c34c", "a string")}`,
    tables: { c34a: ["a string?"], c34c: ["a string?"] },
    says: ["b | ddl-syntax: expected `,` or `)` behind the column, found `b`"],
  },
  { name: "a type that is not closed", ddl: openx("c35", "a array<struct<b:int>"), says: [") | ddl-syntax: expected `>`, found `)`"] },
  {
    name: "a text that is not closed",
    ddl: "CREATE EXTERNAL TABLE c36 (a string COMMENT 'its) STORED AS JSONFILE;",
    says: ["' | ddl-syntax: expected the closing ', found the end"],
  },
  {
    name: "a comment that is not closed",
    ddl: "CREATE TABLE c37 (a string) /* ROW FORMAT",
    says: ["/* | ddl-syntax: expected the end of the comment, `*/`,"],
  },
  { name: "a comma too many", ddl: openx("c38", "a string,"), says: [") | ddl-syntax: expected the name of a column, found `)`"] },
  {
    name: "stored by a handler",
    ddl: "CREATE EXTERNAL TABLE c39 (a string) STORED BY 'org.apache.hadoop.hive.dynamodb.DynamoDBStorageHandler' TBLPROPERTIES ('classification'='x')",
    says: [
      "STORED BY 'org.apache.hadoop.hive.dynamodb.DynamoDBStorageHandler' | import-unsupported: c39 was not written: its files are `STORED BY",
    ],
  },
  {
    name: "the columns of people",
    ddl: openx(
      "c40",
      "first_name string, emailAddress string, ip_address string, device_id string, dob date, ssn string, mobile_number string, zip string, latitude double, filename string, hostname string, updated_at bigint, count bigint",
    ),
    tables: {
      c40: [
        "first_name string? !name",
        "emailAddress string? !email",
        "ip_address string? !device",
        "device_id string? !device",
        "dob date? !birth-date",
        "ssn string? !national-id",
        "mobile_number string? !phone",
        "zip string? !address",
        "latitude double? !location",
        "filename string?",
        "hostname string?",
        "updated_at epochMillis?",
        "count int64?",
      ],
    },
  },
  {
    name: "AWS's DDL for S3 access logs: the database between the quotes of the table, and a long pattern",
    ddl: `CREATE EXTERNAL TABLE \`s3_access_logs_db.c41\`(\`bucketowner\` STRING, \`requestdatetime\` STRING)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
WITH SERDEPROPERTIES ('input.regex'='([^ ]*) ([^ ]*) \\\\[(.*?)\\\\] ([^ ]*) (\\"[^\\"]*\\"|-)(?: ([^ ]*))?.*$')
LOCATION 's3://lake/prefix/';
CREATE EXTERNAL TABLE \`lake.c41b\` (a string) ${OPENX} LOCATION 's3://lake/c41b/' TBLPROPERTIES ('schema' = '${"long ".repeat(50)}')`,
    tables: { c41b: ["a string?"] },
    says: [
      "'org.apache.hadoop.hive.serde2.RegexSerDe' | import-unsupported: c41 was not written: its files are the SerDe `org.apache.hadoop.hive.serde2.RegexSerDe`",
      `'schema' = '${"long ".repeat(50)}' | import-differs: c41b: the property 'schema' = '${"long ".repeat(12).slice(0, 57)}...' has no counterpart`,
    ],
  },
  {
    name: "Spark's names of types, and a generated column",
    ddl: "CREATE TABLE c42 (a BYTE, b SHORT, c LONG, d TIMESTAMP_LTZ, e STRING GENERATED ALWAYS AS (concat(a, ',')) COMMENT 'x') USING json LOCATION 's3://lake/c42/'",
    tables: { c42: ["a int32?", "b int32?", "c int64?", "d timestamp?", "e string?"] },
    says: ["GENERATED ALWAYS AS (concat(a, ',')) | import-differs: c42: `GENERATED ALWAYS AS (concat(a, ','))` is left out"],
  },
  {
    name: "columns of other databases",
    ddl: "CREATE TABLE c43 (id INTEGER IDENTITY(1,1), a VARCHAR(20));",
    says: ["IDENTITY | ddl-syntax: expected `,` or `)` behind the column, found `IDENTITY`"],
  },
  {
    name: "a template that was not filled in",
    ddl: `CREATE EXTERNAL TABLE \${database}.c44 (a string) ${OPENX}; CREATE TABLE {{ table }} (a string);`,
    says: ["$ | ddl-syntax: expected the name of a table, found `$`", "{ | ddl-syntax: expected the name of a table, found `{`"],
  },
];

export const DDL_CASES: readonly DdlCase[] = [...STEDI, ...MESSY];
