import stringWidth from "string-width";
import { visible, visibleOffset } from "./visible.ts";

/** A line as a terminal shows it, with where the marked part stands: columns count from 0 in terminal cells. */
export interface Excerpt {
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

const CUT = "…";
const TAB = "    ";
/** Of a longer line, only this much around the start of the marked part is looked at. */
const LONGEST_LINE = 10_000;

/**
 * The line, cut with `…` where it is wider than `room`, so that the part from `start` to `end` (UTF-16 offsets) is
 * seen, or its beginning where it is wider than the room itself. A marked part is at least one cell wide.
 */
export function excerptOf(line: string, start: number, end: number, room: number): Excerpt {
  if (line.length > LONGEST_LINE) {
    const skipped = Math.max(0, start - LONGEST_LINE / 2);
    return excerptOf(line.slice(skipped, skipped + LONGEST_LINE), start - skipped, end - skipped, room);
  }
  const cells = cellsOf(shown(line));
  const [shownStart, shownEnd] = [shownOffset(line, start), shownOffset(line, end)];
  const columns = columnsOf(cells);
  const total = columns[cells.length] ?? 0;
  const columnAt = (index: number): number => columns[index] ?? total;
  const first = indexOrEnd(cells, (cell) => cell.end > shownStart);
  const last = Math.max(
    first,
    indexOrEnd(cells, (cell) => cell.start >= shownEnd),
  );
  const from = columnAt(first);
  const to = Math.max(columnAt(last), from + 1);
  if (Math.max(total, to) <= room) return { text: textOf(cells), column: from, width: to - from };

  const left = to < room ? 0 : leftCut(columns, total, from, to, room);
  const shift = columnAt(left) - (left > 0 ? 1 : 0);
  const limit = room + shift;
  const right = total <= limit ? cells.length : lastIndex(columns, limit - 1);
  return {
    text: `${left > 0 ? CUT : ""}${textOf(cells.slice(left, right))}${right < cells.length ? CUT : ""}`,
    column: from - shift,
    width: Math.max(1, Math.min(to, right < cells.length ? columnAt(right) : to) - from),
  };
}

/** Where to begin so that the marked part stands in the middle, or at the left when it does not fit. */
function leftCut(columns: readonly number[], total: number, from: number, to: number, room: number): number {
  const before = Math.max(0, Math.floor((room - 2 - (to - from)) / 2));
  const latest = Math.max(total, to) - (room - 1);
  return columns.findIndex((column) => column >= Math.min(from, Math.max(0, Math.min(from - before, latest))));
}

/** A tab is four spaces, as the distance to the next stop is not known. */
const shown = (text: string): string => visible(text.replaceAll("\t", TAB));

function shownOffset(line: string, offset: number): number {
  const spaced = offset + (line.slice(0, offset).split("\t").length - 1) * (TAB.length - 1);
  return visibleOffset(line.replaceAll("\t", TAB), spaced);
}

/** What a reader takes for one character, however many code points it has; offsets are those of the text shown. */
interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const segmenter = new Intl.Segmenter();

const cellsOf = (text: string): readonly Cell[] =>
  Array.from(segmenter.segment(text), ({ segment, index }) => ({ start: index, end: index + segment.length, text: segment }));

/** The column where each cell starts, and at the end the width of all. */
function columnsOf(cells: readonly Cell[]): readonly number[] {
  const columns = [0];
  let column = 0;
  for (const cell of cells) {
    column += stringWidth(cell.text);
    columns.push(column);
  }
  return columns;
}

const textOf = (cells: readonly Cell[]): string => cells.map((cell) => cell.text).join("");

function indexOrEnd(cells: readonly Cell[], test: (cell: Cell) => boolean): number {
  const index = cells.findIndex(test);
  return index === -1 ? cells.length : index;
}

/** The last index whose column is at most `limit`. */
function lastIndex(columns: readonly number[], limit: number): number {
  return columns.findLastIndex((column) => column <= limit);
}
