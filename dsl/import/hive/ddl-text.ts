import { type Problem, Refusal, type Span } from "../../diagnostics/diagnostic.ts";

/** A text of Hive's DDL, whole or only a type, and the place in the user's file of each part of it. */
export interface DdlText {
  readonly text: string;
  /** Offsets are in UTF-16 code units, the end exclusive. */
  readonly spanOf: (start: number, end: number) => Span;
  /** What to do where it is no such text. */
  readonly instead: string;
}

const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** A text that is a file, without its byte order mark. */
export function ddlFile(file: string, text: string): DdlText {
  const starts = [0, ...[...text.matchAll(LINE_END)].map((end) => end.index + end[0].length)];
  const pointAt = (offset: number): { readonly line: number; readonly column: number } => {
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return {
    text,
    instead: "`SHOW CREATE TABLE` prints DDL that can be read; what other databases add to a column has no counterpart",
    spanOf: (start, end) => {
      const [from, to] = [pointAt(start), pointAt(end)];
      return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    },
  };
}

/** Refuses with `ddl-syntax` at a place. */
export function refuseSyntax(ddl: DdlText, expected: string, found: string, start: number, end: number): never {
  const isPlaceholder = /^(?:\$|\{\{|\{%)/.test(ddl.text.slice(start));
  const instead = isPlaceholder ? "a placeholder is no DDL: fill it in first" : ddl.instead;
  const problem: Problem = { code: "ddl-syntax", parameters: { expected, found, instead }, site: ddl.spanOf(start, end) };
  throw new Refusal([problem]);
}
