import { randomUUID } from "node:crypto";
import type { TableInput } from "@aws-sdk/client-glue";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

const SCALARS: Readonly<Record<string, string>> = {
  bigint: "long",
  int: "int",
  double: "double",
  float: "float",
  string: "string",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
};

function icebergType(type: string): string {
  const scalar = SCALARS[type] ?? (/^decimal\(\d+,\d+\)$/.test(type) ? type : undefined);
  if (scalar === undefined) throw new Error(`the test's provider makes no Iceberg column of type ${type}`);
  return scalar;
}

/**
 * Writes the first metadata file of an empty Iceberg table (format version 2, https://iceberg.apache.org/spec/) as Glue does
 * for `OpenTableFormatInput`, and gives the table's parameters.
 */
export async function createIcebergMetadata(s3: S3Client, { StorageDescriptor }: TableInput): Promise<Record<string, string>> {
  const { Location = "", Columns = [] } = StorageDescriptor ?? {};
  const location = Location.replace(/\/$/, "");
  const metadata = {
    "format-version": 2,
    "table-uuid": randomUUID(),
    location,
    "last-sequence-number": 0,
    "last-updated-ms": Date.now(),
    "last-column-id": Columns.length,
    "current-schema-id": 0,
    schemas: [
      {
        type: "struct",
        "schema-id": 0,
        fields: Columns.map(({ Name, Type = "" }, index) => ({ id: index + 1, name: Name, required: false, type: icebergType(Type) })),
      },
    ],
    "default-spec-id": 0,
    "partition-specs": [{ "spec-id": 0, fields: [] }],
    "last-partition-id": 999,
    "default-sort-order-id": 0,
    "sort-orders": [{ "order-id": 0, fields: [] }],
    properties: {},
    "current-snapshot-id": -1,
    refs: {},
    snapshots: [],
    statistics: [],
    "snapshot-log": [],
    "metadata-log": [],
  };
  const key = `metadata/00000-${randomUUID()}.metadata.json`;
  const { host, pathname } = new URL(location);
  await s3.send(new PutObjectCommand({ Bucket: host, Key: `${pathname.slice(1)}/${key}`, Body: JSON.stringify(metadata) }));
  return { table_type: "ICEBERG", metadata_location: `${location}/${key}` };
}
