import stringWidth from "string-width";
import type { ColumnTree, TableSummary } from "../compiler/explain.ts";
import { visible, visibleLine, visibleText } from "../diagnostics/visible.ts";

/** A column's tree, a line a column, what it comes from below it. What lies deep goes on below, at the left again. */
export function columnText(tree: ColumnTree): string {
  const head = `${tree.table}.${tree.column}: ${tree.type}${tree.nullable ? ", may be null" : ""}`;
  const lines = [head, ...(tree.description === undefined ? [] : [`  ${visibleLine(tree.description)}`])];
  const below: ColumnTree[] = [];
  branches(tree, "", 1, lines, below);
  for (const deep of below) {
    lines.push("", `${deep.table}.${deep.column}`);
    branches(deep, "", 1, lines, below);
  }
  return lines.map(visible).join("\n");
}

const DEEPEST = 25;

function branches(
  { from, file, expression, elsewhere }: ColumnTree,
  indent: string,
  depth: number,
  lines: string[],
  below: ColumnTree[],
): void {
  if (elsewhere) {
    lines.push(`${indent}(shown at its other place)`);
    return;
  }
  if (expression !== undefined) lines.push(`${indent}= ${expression}`);
  if (from.length === 0) lines.push(`${indent}declared in ${file}`);
  for (const [i, origin] of from.entries()) {
    const isLast = i === from.length - 1;
    const inner = `${indent}${isLast ? "   " : "│  "}`;
    lines.push(`${indent}${isLast ? "└─" : "├─"} ${origin.table}.${origin.column}`);
    if (depth < DEEPEST || origin.from.length === 0) {
      branches(origin, inner, depth + 1, lines, below);
    } else {
      lines.push(`${inner}(goes on below)`);
      below.push(origin);
    }
  }
}

export function tableText(summary: TableSummary): string {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => stringWidth(text)));
  const nameWidth = widest(summary.columns.map(({ name }) => name));
  const typeOf = ({ type, nullable }: TableSummary["columns"][number]): string => `${type}${nullable ? "?" : ""}`;
  const typeWidth = widest(summary.columns.map(typeOf));
  const columns = summary.columns.map((column) =>
    `  ${column.name.padEnd(nameWidth)}  ${typeOf(column).padEnd(typeWidth)}  ${column.expression === undefined ? visibleLine(column.description ?? "") : `= ${column.expression}`}`.trimEnd(),
  );
  const list = (label: string, names: readonly string[]): string[] => (names.length === 0 ? [] : [`${label}: ${names.join(", ")}`]);
  return [
    `${summary.table} (${summary.zone}, ${summary.format}), declared in ${summary.file}`,
    ...(summary.description === undefined ? [] : visibleText(summary.description).split("\n")),
    ...list("Reads", summary.reads),
    ...list("Read by", summary.readBy),
    "Columns (? may be null):",
    ...columns,
    ...list("Its rows are decided by", summary.rowsDecidedBy),
  ]
    .map(visible)
    .join("\n");
}
