import { relative } from "node:path";
import stringWidth from "string-width";
import type { TableResult } from "../run/result.ts";
import { grouped } from "./counted.ts";

type Shown = Pick<TableResult, "zone" | "table" | "rows" | "quarantined" | "quarantinePath"> & { readonly ms: number | null };

/** The closing table of a run: a line a source or table, in the order in which they ran. */
export function runTable({ tables }: { readonly tables: readonly Shown[] }, lake: string, ms: number): string {
  const rows = [["zone", "table", "rows", "quarantined", "ms"], ...tables.map(cells)];
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => stringWidth(row[i] ?? ""))));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i < 2 ? padded(cell, widths[i] ?? 0) : padded(cell, widths[i] ?? 0, true))).join("  "),
  );
  const bad = tables.flatMap(({ table, quarantinePath }) =>
    quarantinePath === null ? [] : [`The bad lines of ${table} are in ${relative(process.cwd(), quarantinePath)}`],
  );
  return [...lines, "", ...bad, `The lake is in ${lake}, made in ${(ms / 1000).toFixed(1)} s.`].join("\n");
}

const cells = ({ zone, table, rows, quarantined, ms }: Shown): string[] => [
  zone,
  table,
  grouped(rows),
  grouped(quarantined),
  ms === null ? "" : grouped(Math.round(ms)),
];

const padded = (text: string, width: number, right = false): string => {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? space + text : text + space;
};
