import { readFileSync } from "node:fs";
import type { Edit } from "../diagnostics/repair.ts";
import { withoutBom } from "../diagnostics/source-text.ts";

/** The texts of the files with the edits, each file with its byte order mark; undefined when two edits are in each other's way. */
export function textsWith(edits: readonly Edit[], pathOf: (file: string) => string): ReadonlyMap<string, string> | undefined {
  const unique = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const texts = new Map<string, string>();
  for (const file of new Set(unique.map((edit) => edit.file))) {
    const whole = readFileSync(pathOf(file), "utf8");
    const text = withoutBom(whole);
    const starts = lineStarts(text);
    const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1;
    const pieces = unique
      .filter((edit) => edit.file === file)
      .map((edit) => ({ start: offset(edit.line, edit.column), end: offset(edit.endLine, edit.endColumn), text: edit.text }))
      .sort((a, b) => b.start - a.start || b.end - a.end);
    if (pieces.some((piece, i) => piece.end > (pieces[i - 1]?.start ?? text.length))) return undefined;
    const changed = pieces.reduce((all, { start, end, text: piece }) => all.slice(0, start) + piece + all.slice(end), text);
    texts.set(file, whole.slice(0, whole.length - text.length) + changed);
  }
  return texts;
}

const lineStarts = (text: string): readonly number[] => [
  0,
  ...[...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map((end) => end.index + end[0].length),
];
