import { ts } from "ts-morph";
import { offsetAt, parse } from "./syntax.ts";

export interface Excerpt {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The statement of the file that holds a place (line and column from 1), with the comments before it; undefined when there is none. */
export function statementAround(file: string, text: string, line: number, column: number): Excerpt | undefined {
  const source = parsed(file, text);
  const offset = offsetAt(source, line, column);
  const statement = offset === undefined ? undefined : source.statements.find(({ pos, end }) => pos <= offset && offset < end);
  if (statement === undefined) return undefined;
  const comments = ts.getLeadingCommentRanges(source.text, statement.pos) ?? [];
  const start = comments[0]?.pos ?? statement.getStart(source);
  return { line: source.getLineAndCharacterOfPosition(start).line + 1, text: source.text.slice(start, statement.end) };
}

/** The file that was parsed last: its tables come one after the other. */
let last: { readonly file: string; readonly text: string; readonly source: ts.SourceFile } | undefined;

function parsed(file: string, text: string): ts.SourceFile {
  if (last?.file !== file || last.text !== text) last = { file, text, source: parse(file, text) };
  return last.source;
}
