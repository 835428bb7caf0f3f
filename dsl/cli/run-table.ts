import { relative } from "node:path";
import { visible } from "../diagnostics/visible.ts";
import type { TableResult } from "../run/result.ts";
import { grouped } from "./counted.ts";
import { passedOverLine } from "./passed-over.ts";
import { textTable } from "./text-table.ts";

type Shown = Pick<TableResult, "zone" | "table" | "rows" | "quarantined" | "quarantinePath" | "passedOver"> & {
  readonly ms: number | null;
};

/** The columns from here on are numbers. */
const FIRST_NUMBER = 2;

/** The closing table of a run: a line a source or table, in the order in which they ran. */
export function runTable({ tables }: { readonly tables: readonly Shown[] }, lake: string, ms: number): string {
  const rows = [["zone", "table", "rows", "quarantined", "ms"], ...tables.map(cells)];
  const bad = tables.flatMap(({ table, quarantinePath }) =>
    quarantinePath === null ? [] : [visible(`The bad records of ${table} are in ${relative(process.cwd(), quarantinePath)}`)],
  );
  const passedOver = tables.flatMap((result) => passedOverLine(result.table, result.passedOver)).map(visible);
  const end = visible(`The lake is in ${lake}, made in ${(ms / 1000).toFixed(1)} s.`);
  return [textTable(rows, FIRST_NUMBER), "", ...passedOver, ...bad, end].join("\n");
}

const cells = ({ zone, table, rows, quarantined, ms }: Shown): string[] => [
  zone,
  table,
  grouped(rows),
  grouped(quarantined),
  ms === null ? "" : grouped(Math.round(ms)),
];
