import { ts } from "ts-morph";
import type { Span } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/site.ts";
import { readSource } from "../diagnostics/source-text.ts";
import { focusIn } from "./focus.ts";
import { calledName, callOffset, isCall, lineAndColumn, offsetAt, parse } from "./syntax.ts";

/**
 * What to point at for a place that a stack gave: of a call, the part of its arguments that `focus` names, or the name
 * of what is called; else the token there; else, when the file is gone or has changed, the bare place.
 */
export const spanOf = (place: Place, focus?: string): Span => spanReader()(place, focus);

/** `spanOf` for many places: reads each file once. */
export function spanReader(): (place: Place, focus?: string) => Span {
  const sources = new Map<string, ts.SourceFile | undefined>();
  return (place, focus) => {
    if (!sources.has(place.file)) {
      const text = readSource(place.file);
      sources.set(place.file, text === undefined ? undefined : parse(place.file, text));
    }
    const source = sources.get(place.file);
    return source === undefined ? pointAt(place) : spanIn(source, place, focus);
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
  const call = ts.findAncestor(innermost, (node) => isCall(node) && callOffset(node) === offset);
  if (call !== undefined && isCall(call)) {
    const focused = focus === undefined ? undefined : focusIn(call, focus);
    const named = focused ?? calledName(call);
    if (named !== undefined) return named;
  }
  return innermost.getStart(source) === offset && isToken(innermost) ? innermost : undefined;
}

function innermostAt(source: ts.SourceFile, offset: number): ts.Node {
  const holds = (node: ts.Node): boolean => node.getStart(source) <= offset && offset < node.getEnd();
  let innermost: ts.Node = source;
  for (let child: ts.Node | undefined = source; child !== undefined; ) {
    innermost = child;
    child = ts.forEachChild(innermost, (candidate) => (holds(candidate) ? candidate : undefined));
  }
  return innermost;
}

const isToken = (node: ts.Node): boolean => node.getChildCount() === 0;

const pointAt = ({ file, line, column }: Place): Span => ({ file, line, column, endLine: line, endColumn: column + 1 });
