import type { ExplodeNode } from "../../operations/explode.ts";
import { columnNamed, type NamedColumns } from "./columns.ts";

/** The SQL of the element and the position, which DuckDB unnests side by side; an empty list and NULL give no row. */
export function explodeSqls({ column, as, position, keepEmpty }: ExplodeNode, input: NamedColumns): ReadonlyMap<string, string> {
  const { sql } = columnNamed(input, column);
  const list = (values: string): string => (keepEmpty ? `CASE WHEN len(${sql}) > 0 THEN ${values} ELSE [NULL] END` : values);
  const element = `unnest(${list(sql)})`;
  const place = `CAST(unnest(${list(`range(len(${sql}))`)}) AS INTEGER)`;
  return new Map([[as, element], ...(position === undefined ? [] : [[position, place] as const])]);
}
