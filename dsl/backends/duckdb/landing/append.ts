import type { DuckDBAppender, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import type { ColumnType } from "../../../schema/column-type.ts";
import type { Value } from "./values.ts";

/** The module of DuckDB, which is loaded only by who reads files. */
export type DuckDB = typeof import("@duckdb/node-api");

/** Rows that one chunk of DuckDB holds. */
const CHUNK = 2048;

/** Adds rows to a table, in its first columns; the others become NULL. */
export class RowAppender {
  private readonly duckdb: DuckDB;
  private readonly appender: DuckDBAppender;
  private readonly types: readonly DuckDBType[];
  private rows: DuckDBValue[][] = [];

  constructor(duckdb: DuckDB, appender: DuckDBAppender) {
    this.duckdb = duckdb;
    this.appender = appender;
    this.types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i));
  }

  add(row: readonly DuckDBValue[]): void {
    this.rows.push([...row, ...this.types.slice(row.length).map(() => null)]);
    if (this.rows.length === CHUNK) this.write();
  }

  /** Makes the rows visible to statements of the same connection. */
  flush(): void {
    this.write();
    this.appender.flushSync();
  }

  close(): void {
    this.flush();
    this.appender.closeSync();
  }

  /** Hands what was added over to DuckDB, which alone holds it then. */
  write(): void {
    if (this.rows.length === 0) return;
    const chunk = this.duckdb.DuckDBDataChunk.create(this.types, this.rows.length);
    chunk.setRows(this.rows);
    this.appender.appendDataChunk(chunk);
    // Its texts, which DuckDB has copied, are freed at once.
    chunk.reset();
    this.rows = [];
  }
}

/** A value that was read, as DuckDB's API takes it. */
export function duckdbValue(duckdb: DuckDB, value: Value, type: ColumnType): DuckDBValue {
  if (value === null) return null;
  const convert = (part: Value | undefined, of: ColumnType): DuckDBValue => duckdbValue(duckdb, part ?? null, of);
  switch (type.kind) {
    case "decimal":
      return new duckdb.DuckDBDecimalValue(value as bigint, type.precision, type.scale);
    case "date":
      return new duckdb.DuckDBDateValue(value as number);
    case "timestamp":
      return new duckdb.DuckDBTimestampValue(value as bigint);
    case "array":
      return duckdb.listValue((value as readonly Value[]).map((element) => convert(element, type.element)));
    case "struct": {
      const fields = value as ReadonlyMap<string, Value>;
      return duckdb.structValue(Object.fromEntries(type.fields.map((field) => [field.name, convert(fields.get(field.name), field.type)])));
    }
    case "map":
      return duckdb.mapValue(
        [...(value as ReadonlyMap<string, Value>)].map(([key, member]) => ({ key, value: convert(member, type.value) })),
      );
    default:
      return value as string | boolean | number | bigint;
  }
}
