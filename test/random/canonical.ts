import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../../dsl/backends/duckdb/identifier.ts";
import { tableQuery } from "../../dsl/backends/duckdb/relations.ts";
import type { LoweredNode } from "../../dsl/operations/lowered.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import type { Column } from "../../dsl/schema/column-type.ts";

/** A row with each value as a text: of a double its bits, of a decimal its digits, of a time its microseconds since 1970, of a day its number. */
export type PlainRow = readonly (string | null)[];

/** The rows that a relation has on DuckDB. */
export async function plainRows(connection: DuckDBConnection, relation: LoweredNode): Promise<readonly PlainRow[]> {
  const { columns } = schemaOfRelation(relation);
  const reader = await connection.runAndReadAll(`SELECT ${columns.map(plain).join(", ")} FROM (${tableQuery(relation)})`);
  return reader.getRows().map((row) => row.map((value, i) => (value === null ? null : textOf(value, columns[i] as Column))));
}

function plain({ name, type }: Column): string {
  const column = identifier(name);
  if (type.kind === "timestamp") return `epoch_us(${column})`;
  if (type.kind === "date") return `${column} - DATE '1970-01-01'`;
  // The library would take a byte order mark away from the start of a text.
  if (type.kind === "string") return `'"' || ${column}`;
  return type.kind === "decimal" ? `CAST(${column} AS VARCHAR)` : column;
}

function textOf(value: unknown, { type }: Column): string {
  if (type.kind === "string") return String(value).slice(1);
  if (type.kind === "decimal") return shortDecimal(String(value));
  if (type.kind !== "double" && type.kind !== "float") return String(value);
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(Number(value) + 0); // there is one zero
  return bits.toString("hex");
}

/** Without zeros at the end; DuckDB writes a decimal(2,2) as `.50`. */
function shortDecimal(digits: string): string {
  const short = digits.includes(".") ? digits.replace(/^(-?)\./, "$10.").replace(/\.?0+$/, "") : digits;
  return short === "-0" ? "0" : short;
}

/** The rows of one bag that the other lacks, counting repeats. */
export function missingFrom(bag: readonly PlainRow[], rows: readonly PlainRow[]): readonly PlainRow[] {
  const left = new Map<string, number>();
  for (const row of bag) left.set(JSON.stringify(row), (left.get(JSON.stringify(row)) ?? 0) + 1);
  return rows.filter((row) => {
    const key = JSON.stringify(row);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}
