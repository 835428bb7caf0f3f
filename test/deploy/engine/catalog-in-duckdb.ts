import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { GetTablesCommand, type Table } from "@aws-sdk/client-glue";
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import type { DuckDBConnection } from "@duckdb/node-api";
import { s3Place } from "../../../dsl/operate/aws.ts";
import { type Clients, FAKE_CREDENTIALS, REGION } from "../provider/clients.ts";

const HERE = import.meta.dirname;

/**
 * Makes a view of DuckDB of each table of a Glue database, as another reader finds it: an Iceberg table by pyiceberg, another by
 * the files below the location that the catalog says.
 */
export async function showCatalog(
  connection: DuckDBConnection,
  aws: Clients,
  { endpoint, python, database, folder }: { endpoint: string; python: string; database: string; folder: string },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  execFileSync(python, [join(HERE, "read_iceberg.py"), endpoint, REGION, database, folder], {
    env: { ...process.env, AWS_ACCESS_KEY_ID: FAKE_CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: FAKE_CREDENTIALS.secretAccessKey },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".parquet")))
    await connection.run(`CREATE OR REPLACE VIEW "${basename(file, ".parquet")}" AS SELECT * FROM read_parquet('${join(folder, file)}')`);
  const { TableList = [] } = await aws.glue.send(new GetTablesCommand({ DatabaseName: database }));
  for (const table of TableList.filter(({ Parameters }) => Parameters?.["table_type"] !== "ICEBERG"))
    await connection.run(`CREATE OR REPLACE VIEW "${table.Name}" AS SELECT * FROM ${await jsonOf(aws.s3, table, folder)}`);
}

async function jsonOf(s3: S3Client, { Name = "", StorageDescriptor }: Table, folder: string): Promise<string> {
  const { bucket, key } = s3Place(StorageDescriptor?.Location ?? "");
  const files: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: key }))
    for (const { Key = "", Size = 0 } of Contents) {
      // As Hive's readers do.
      if (Size === 0 || /(^|\/)[._]/.test(Key.slice(key.length))) continue;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const path = join(folder, Name, Key.slice(key.length));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, (await Body?.transformToByteArray()) ?? new Uint8Array());
      files.push(path);
    }
  const list = files.map((path) => `'${path.replaceAll("'", "''")}'`).join(", ");
  return `read_json([${list}], format = 'newline_delimited', union_by_name = true, ignore_errors = true)`;
}
