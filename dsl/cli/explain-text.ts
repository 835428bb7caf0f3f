import stringWidth from "string-width";
import type { ColumnTree, TableSummary } from "../compiler/explain.ts";

/** A column's tree, a line a column, what it comes from below it. */
export function columnText(tree: ColumnTree): string {
  const head = `${tree.table}.${tree.column}: ${tree.type}${tree.nullable ? ", may be null" : ""}`;
  const description = tree.description === undefined ? [] : [`  ${tree.description}`];
  return [head, ...description, ...branches(tree, "")].join("\n");
}

function branches({ from, file, expression, shownAbove }: ColumnTree, indent: string): string[] {
  if (shownAbove) return [`${indent}(as shown above)`];
  const how = expression === undefined ? [] : [`${indent}= ${expression}`];
  if (from.length === 0) return [...how, `${indent}declared in ${file}`];
  return [
    ...how,
    ...from.flatMap((origin, i) => {
      const last = i === from.length - 1;
      return [`${indent}${last ? "└─" : "├─"} ${origin.table}.${origin.column}`, ...branches(origin, `${indent}${last ? "   " : "│  "}`)];
    }),
  ];
}

export function tableText(summary: TableSummary): string {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => stringWidth(text)));
  const nameWidth = widest(summary.columns.map(({ name }) => name));
  const typeOf = ({ type, nullable }: TableSummary["columns"][number]): string => `${type}${nullable ? "?" : ""}`;
  const typeWidth = widest(summary.columns.map(typeOf));
  const columns = summary.columns.map((column) =>
    `  ${column.name.padEnd(nameWidth)}  ${typeOf(column).padEnd(typeWidth)}  ${column.expression === undefined ? (column.description ?? "") : `= ${column.expression}`}`.trimEnd(),
  );
  const list = (label: string, names: readonly string[]): string[] => (names.length === 0 ? [] : [`${label}: ${names.join(", ")}`]);
  return [
    `${summary.table} (${summary.zone}, ${summary.format}), declared in ${summary.file}`,
    ...(summary.description === undefined ? [] : [summary.description]),
    ...list("Reads", summary.reads),
    ...list("Read by", summary.readBy),
    "Columns (? may be null):",
    ...columns,
    ...list("Its rows are decided by", summary.rowsDecidedBy),
  ].join("\n");
}
