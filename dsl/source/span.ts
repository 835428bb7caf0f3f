import type { ts } from "ts-morph";
import type { Span } from "../diagnostics/diagnostic.ts";
import type { Change, Edit } from "../diagnostics/repair.ts";
import type { Place } from "../diagnostics/site.ts";
import { readSource } from "../diagnostics/source-text.ts";
import { callAt, innermostAt } from "./call-at.ts";
import { focusIn } from "./focus.ts";
import { editsOf } from "./repairs.ts";
import { calledName, lineAndColumn, offsetAt, parse } from "./syntax.ts";

/**
 * What to point at for a place that a stack gave: of a call, the part of its arguments that `focus` names, or the name
 * of what is called; else the token there; else, when the file is gone or has changed, the bare place.
 */
export const spanOf = (place: Place, focus?: string): Span => placeReader().spanOf(place, focus);

export interface PlaceReader {
  readonly spanOf: (place: Place, focus?: string) => Span;
  /** What to write for a change at a place; undefined when the text there is not as it must be for it. */
  readonly editsOf: (where: Place | Span, focus: string | undefined, change: Change) => readonly Edit[] | undefined;
}

/** Reads each file once. */
export function placeReader(): PlaceReader {
  const sources = new Map<string, ts.SourceFile | undefined>();
  const sourceOf = (file: string): ts.SourceFile | undefined => {
    if (!sources.has(file)) {
      const text = readSource(file);
      sources.set(file, text === undefined ? undefined : parse(file, text));
    }
    return sources.get(file);
  };
  return {
    spanOf: (place, focus) => {
      const source = sourceOf(place.file);
      return source === undefined ? pointAt(place) : spanIn(source, place, focus);
    },
    editsOf: (where, focus, change) => {
      const source = sourceOf(where.file);
      return source === undefined ? undefined : editsOf(source, where, focus, change);
    },
  };
}

/** `spanOf` in a file that is parsed already. */
function spanIn(source: ts.SourceFile, place: Place, focus: string | undefined): Span {
  const offset = offsetAt(source, place.line, place.column);
  const found = offset === undefined ? undefined : nodeAt(source, offset, focus);
  if (found === undefined) return pointAt(place);
  const start = lineAndColumn(source, found.getStart(source));
  const end = lineAndColumn(source, found.getEnd());
  return { file: place.file, ...start, endLine: end.line, endColumn: end.column };
}

function nodeAt(source: ts.SourceFile, offset: number, focus: string | undefined): ts.Node | undefined {
  const innermost = innermostAt(source, offset);
  const call = callAt(source, offset);
  if (call !== undefined) {
    const focused = focus === undefined ? undefined : focusIn(call, focus);
    const named = focused ?? calledName(call);
    if (named !== undefined) return named;
  }
  return innermost.getStart(source) === offset && isToken(innermost) ? innermost : undefined;
}

const isToken = (node: ts.Node): boolean => node.getChildCount() === 0;

const pointAt = ({ file, line, column }: Place): Span => ({ file, line, column, endLine: line, endColumn: column + 1 });
