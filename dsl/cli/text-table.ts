import stringWidth from "string-width";
import { visible } from "../diagnostics/visible.ts";

/** Lines of columns that stand below each other, those from `rightFrom` on at their right ends. Control characters are shown, not obeyed. */
export function textTable(rows: readonly (readonly string[])[], rightFrom = Number.POSITIVE_INFINITY): string {
  const cells = rows.map((row) => row.map(visible));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => stringWidth(row[i] ?? ""))));
  const padded = (cell: string, i: number): string => {
    const space = " ".repeat((widths[i] ?? 0) - stringWidth(cell));
    return i < rightFrom ? cell + space : space + cell;
  };
  return cells.map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}
