import { visibleJson } from "../diagnostics/visible.ts";

const WIDTH = 140;

interface Line {
  readonly depth: number;
  readonly text: string;
}

/** A list or an object that is being read. */
interface Open {
  /** The number of the line with its key and its bracket. */
  readonly line: number;
  /** How many characters it takes on one line, without its end: more than fit as soon as one of its items stands on several. */
  length: number;
}

/**
 * JSON for people to read and diff: hidden characters are escapes, and what fits on a line stands on one. Keys keep their order; the text ends with a newline.
 * The engine writes each value on a line of its own, which it does much faster than a program; here lines are only put together.
 */
export function jsonText(value: unknown): string {
  const text = visibleJson(JSON.stringify(value, undefined, 1) ?? "null");
  const lines: Line[] = [];
  const opened: Open[] = [];
  for (let from = 0, to = 0; from < text.length; from = to + 1) {
    to = text.indexOf("\n", from);
    if (to < 0) to = text.length;
    const depth = opened.length;
    const outer = opened.at(-1);
    const end = outer === undefined ? 0 : text.charCodeAt(from + depth - 1);
    if (outer !== undefined && (end === LIST.end || end === OBJECT.end)) {
      opened.pop();
      const length = close(outer, { depth: depth - 1, text: text.slice(from + depth - 1, to) }, end === LIST.end, lines);
      addTo(opened.at(-1), length);
      continue;
    }
    const line = { depth, text: text.slice(from + depth, to) };
    const last = text.charCodeAt(to - 1);
    if (last === LIST.start || last === OBJECT.start) opened.push({ line: lines.length, length: line.text.length });
    else addTo(outer, line.text.length);
    lines.push(line);
  }
  return lines.map((line) => `${indent(line.depth)}${line.text}\n`).join("");
}

const LIST = { start: "[".charCodeAt(0), end: "]".charCodeAt(0) };
const OBJECT = { start: "{".charCodeAt(0), end: "}".charCodeAt(0) };

/** Ends a list or an object, on one line if there is room for it, and returns the length of that line; `end` may have a comma. */
function close(open: Open, end: Line, isList: boolean, lines: Line[]): number {
  // An object on one line has a blank after its bracket and one before its end, a list has none.
  const length = open.length + end.text.length + (isList ? -1 : 1);
  const own = length - (end.text.length - 1);
  if (2 * end.depth + own > WIDTH) lines.push(end);
  else {
    const [start, ...items] = lines.splice(open.line);
    const inside = items.map(({ text }) => text).join(" ");
    lines.push({ depth: end.depth, text: isList ? `${start?.text}${inside}${end.text}` : `${start?.text} ${inside} ${end.text}` });
  }
  return length;
}

function addTo(open: Open | undefined, length: number): void {
  if (open !== undefined) open.length += length + 1;
}

const INDENTS: string[] = [];

function indent(depth: number): string {
  INDENTS[depth] ??= "  ".repeat(depth);
  return INDENTS[depth];
}
