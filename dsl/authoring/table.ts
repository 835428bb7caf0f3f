import type { Report, Site } from "../diagnostics/diagnostic.ts";
import type { Column, Schema } from "../schema/column-type.ts";
import { CALLED } from "./held.ts";
import { RelationBuilder } from "./relation-builder.ts";
import { session } from "./session.ts";

/** A source or table as others read it. */
export class TableBuilder extends RelationBuilder {
  override readonly [CALLED] = "a table";
  readonly tableName: string;
  constructor(name: string, schema: Schema, site: Site) {
    const node = { op: "read", table: name, columns: schema.columns } as const;
    super(node, schema);
    this.tableName = name;
    session().sites.set(node, site);
  }
}

/** Athena and Glue know no case: of two columns that differ by it, one would be lost. */
export function checkCase(columns: readonly Column[], of: "source" | "table", table: string, report: Report): void {
  const seen = new Map<string, string>();
  for (const { name } of columns) {
    const first = seen.get(name.toLowerCase());
    if (first !== undefined && first !== name)
      report({ code: "columns-differ-by-case", parameters: { first, second: name, table, of }, focus: name });
    seen.set(name.toLowerCase(), first ?? name);
  }
}
