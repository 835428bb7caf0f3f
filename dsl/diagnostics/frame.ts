import type { Span } from "./diagnostic.ts";
import { excerptOf } from "./excerpt.ts";
import type { Paint } from "./paint.ts";
import { visibleLine } from "./visible.ts";
import { wrapped } from "./wrap.ts";

export interface FrameStyle {
  /** Columns of the terminal; longer source lines are cut. */
  readonly width: number;
  /** How many digits the line numbers have. */
  readonly digits: number;
  /** The room of a line of words. */
  readonly words: number;
  readonly paint: Paint;
  readonly severity: "error" | "warning" | "note";
}

/** Of a longer span, only so many lines from its start are shown, and the last. */
const FIRST_LINES = 3;
const LEAST_ROOM = 20;

/**
 * A code frame: the lines of the span under their numbers, with carets below the span and the label after the last
 * of them. Empty when the source has no such line.
 */
export function frameOf(
  source: readonly string[],
  span: Omit<Span, "file">,
  label: string | undefined,
  style: FrameStyle,
): readonly string[] {
  const parts = partsOf(source, span);
  if (parts.length === 0) return [];
  const isLong = parts.length > FIRST_LINES + 2;
  const shown = isLong ? [...parts.slice(0, FIRST_LINES), ...parts.slice(-1)] : parts;
  const lastMarked = shown.findLast((part) => part.end > part.start) ?? shown[0];
  return [
    bar(style),
    ...shown.flatMap((part, index) => [
      ...(isLong && index === FIRST_LINES ? [style.paint.gutter(" ...")] : []),
      ...markedLine(part, part === lastMarked ? label : undefined, index === 0, style),
    ]),
  ];
}

/** An empty line of the gutter. */
export const bar = ({ digits, paint }: Pick<FrameStyle, "digits" | "paint">): string => paint.gutter(`${" ".repeat(digits + 2)}|`);

/** The part of one line that the span covers; offsets count from 0. */
interface Part {
  readonly number: number;
  readonly line: string;
  readonly start: number;
  readonly end: number;
}

function partsOf(source: readonly string[], span: Omit<Span, "file">): readonly Part[] {
  if (source[span.line - 1] === undefined) return [];
  const lastLine = span.endLine > span.line && span.endColumn <= 1 ? span.endLine - 1 : span.endLine;
  return source.slice(span.line - 1, Math.max(span.line, lastLine)).map((line, index) => {
    const number = span.line + index;
    const start = number === span.line ? span.column - 1 : line.length - line.trimStart().length;
    const end = number === span.endLine ? span.endColumn - 1 : line.trimEnd().length;
    return { number, line, start: Math.min(Math.max(start, 0), line.length), end: Math.min(end, line.length) };
  });
}

function markedLine(part: Part, label: string | undefined, always: boolean, style: FrameStyle): readonly string[] {
  const { paint, digits, width, severity } = style;
  const room = Math.max(LEAST_ROOM, width - digits - 4);
  const { text, column, width: marked } = excerptOf(part.line, part.start, part.end, room);
  const code = `${paint.gutter(` ${String(part.number).padStart(digits)} |`)} ${text}`.trimEnd();
  if (part.end <= part.start && !always) return [code];
  const marks = "^".repeat(marked);
  const below = (at: number, words: string): string => `${bar(style)} ${" ".repeat(at)}${paint[severity](words)}`;
  if (label === undefined) return [code, below(column, marks)];
  const after = column + marked + 1;
  const all = style.words - digits - 4;
  const [first = "", ...rest] = wrapped(visibleLine(label), all - after, all - after);
  if (rest.length === 0 || all - after >= LEAST_ROOM)
    return [code, below(column, `${marks} ${first}`), ...rest.map((line) => below(after, line))];
  const at = Math.max(0, Math.min(column, all - LEAST_ROOM));
  return [code, below(column, marks), ...wrapped(visibleLine(label), all - at, all - at).map((line) => below(at, line))];
}
