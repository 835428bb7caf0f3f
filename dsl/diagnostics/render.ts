import stringWidth from "string-width";
import type { Diagnostic } from "./diagnostic.ts";
import { bar, type FrameStyle, frameOf } from "./frame.ts";
import { type Paint, paintOf } from "./paint.ts";
import { linesOf } from "./source-text.ts";
import { visible } from "./visible.ts";
import { wrapped } from "./wrap.ts";

export interface RenderOptions {
  readonly colour: boolean;
  /** Columns of the terminal; longer lines of source are cut. */
  readonly width?: number;
  /** Whether longer lines of words are broken, as they are for people, and not for what searches in them. */
  readonly wrap?: boolean;
  /** Each message begins with a line as editors and other tools read it: `FILE:LINE:COLUMN: error CODE: MESSAGE`, in no colour. */
  readonly placeFirst?: boolean;
}

type Note = Diagnostic["notes"][number];

/**
 * The diagnostics as people read them, each with its code frame, and a line that counts them; empty when there are
 * none. `sources` has the text of each file, under the name that the diagnostics give it; a file that it lacks is named
 * without a frame. A note at the very place of its diagnostic becomes the label of the carets.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  { colour, width = 80, wrap = false, placeFirst = false }: RenderOptions,
): string {
  if (diagnostics.length === 0) return "";
  const paint = paintOf(colour);
  const lines = new Map([...sources].map(([file, text]) => [file, linesOf(text)]));
  return [
    ...diagnostics.map((diagnostic) =>
      messageOf(diagnostic, lines, { paint, width, words: wrap ? Math.max(LEAST_WORDS, width) : Number.POSITIVE_INFINITY, placeFirst }),
    ),
    paint.strong(countOf(diagnostics)),
  ].join("\n\n");
}

/** `2 errors, 1 warning`. */
export function countOf(diagnostics: readonly Pick<Diagnostic, "severity">[]): string {
  const count = (severity: Diagnostic["severity"]): string[] => {
    const { length } = diagnostics.filter((diagnostic) => diagnostic.severity === severity);
    return length === 0 ? [] : [`${length} ${severity}${length === 1 ? "" : "s"}`];
  };
  return [...count("error"), ...count("warning")].join(", ");
}

/** Lines that belong together; below a code frame, a bar of the gutter leads on to the next block. */
interface Block {
  readonly lines: readonly string[];
  readonly isFrame: boolean;
}

/** A narrower terminal breaks lines itself. */
const LEAST_WORDS = 40;

interface Style {
  readonly paint: Paint;
  readonly width: number;
  /** The room of a line of words. */
  readonly words: number;
  readonly placeFirst: boolean;
}

function messageOf(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, readonly string[]>,
  { paint, width, words, placeFirst }: Style,
): string {
  const { severity, notes, suggestion } = diagnostic;
  const label = notes.find((note) => isPlaced(note) && isSamePlace(note, diagnostic));
  const others = notes.filter((note) => note !== label);
  const elsewhere = others.filter((note) => isPlaced(note) && !isSamePlace(note, diagnostic));
  const digits = String(Math.max(diagnostic.endLine ?? diagnostic.line ?? 1, ...elsewhere.map(({ line }) => line ?? 1))).length;
  const style: FrameStyle = { width, digits, paint, severity, words };
  const blocks: readonly Block[] = [
    {
      lines: placeFirst
        ? [lineOf(diagnostic)]
        : paragraph(`${severity}[${visible(diagnostic.code)}]`, paint[severity], diagnostic.message, paint.strong, words),
      isFrame: false,
    },
    placedFrame(diagnostic, label?.message, sources, style, !placeFirst),
    ...others.filter((note) => !elsewhere.includes(note)).map((note) => remark(note.message, style)),
    ...elsewhere.flatMap((note) => [
      { lines: paragraph("note", paint.note, note.message, (text) => text, words), isFrame: false },
      placedFrame({ ...note, endLine: null, endColumn: null }, undefined, sources, { ...style, severity: "note" }),
    ]),
    ...(suggestion === null ? [] : [remark(suggestion, style, "help: ")]),
  ];
  return blocks.flatMap(({ lines }, index) => (blocks[index - 1]?.isFrame === true ? [bar(style), ...lines] : lines)).join("\n");
}

/** The place and the message in one line. */
function lineOf({ file, line, column, severity, code, message }: Diagnostic): string {
  const place = file === null ? "" : `${visible(file)}:${line ?? 1}:${column ?? 1}: `;
  return `${place}${severity} ${code}: ${visibleLines(message).join(" ")}`;
}

const isPlaced = (note: Note): boolean => note.file !== null && note.line !== null;

const isSamePlace = (note: Note, diagnostic: Diagnostic): boolean =>
  note.file === diagnostic.file && note.line === diagnostic.line && note.column === diagnostic.column;

/** The arrow with the place, and the frame where the source is known. */
function placedFrame(
  place: Pick<Diagnostic, "file" | "line" | "column" | "endLine" | "endColumn">,
  label: string | undefined,
  sources: ReadonlyMap<string, readonly string[]>,
  style: FrameStyle,
  withArrow = true,
): Block {
  const { file, line } = place;
  if (file === null) return { lines: [], isFrame: false };
  const arrow = `${style.paint.gutter(`${" ".repeat(style.digits + 1)}-->`)} ${visible(file)}`;
  if (line === null) return { lines: withArrow ? [arrow] : [], isFrame: false };
  const source = sources.get(file) ?? [];
  const column = place.column ?? 1;
  const endColumn = place.endColumn ?? wordEnd(source[line - 1] ?? "", column);
  const frame = frameOf(source, { line, column, endLine: place.endLine ?? line, endColumn }, label, style);
  const labelBelow = frame.length === 0 && label !== undefined ? remark(label, style).lines : [];
  return { lines: [...(withArrow ? [`${arrow}:${line}:${column}`] : []), ...frame, ...labelBelow], isFrame: frame.length > 0 };
}

const WORD = /["'`]?[\p{ID_Continue}$]+["'`]?|/uy;

/** The column after the word that begins at `column`: the span of a place of which only the start is known. */
function wordEnd(line: string, column: number): number {
  WORD.lastIndex = column - 1;
  return column + Math.max(1, WORD.exec(line)?.[0].length ?? 1);
}

type Brush = (text: string) => string;

function paragraph(head: string, headBrush: Brush, text: string, brush: Brush, words: number): readonly string[] {
  const [first = "", ...rest] = visibleLines(text, words - head.length - 2, words - 4);
  return [`${headBrush(head)}${brush(first === "" ? ":" : `: ${first}`)}`, ...rest.map((line) => `    ${line}`)];
}

/** A line below the frame: `= text`. */
function remark(text: string, { digits, paint, words }: FrameStyle, head = ""): Block {
  const margin = " ".repeat(digits + 2);
  const room = words - margin.length - 2;
  const [first = "", ...rest] = visibleLines(text, room - head.length, room);
  return {
    lines: [`${margin}${paint.gutter("=")} ${head === "" ? "" : paint.strong(head)}${first}`, ...rest.map((line) => `${margin}  ${line}`)],
    isFrame: false,
  };
}

/** The lines of a text, those that are longer than their room broken. */
const visibleLines = (text: string, first = Number.POSITIVE_INFINITY, room = first): readonly string[] =>
  text.split(/\r?\n/).flatMap((line, i) => {
    const shown = visible(line);
    const own = i === 0 ? first : room;
    return stringWidth(shown) <= own ? [shown] : wrapped(shown, own, room);
  });
