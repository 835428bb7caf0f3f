import stringWidth from "string-width";

/**
 * The text in lines of at most `room` terminal cells, broken between words; `first` is the room of the first line, which is empty where
 * it is too short for the first word. Code in backticks is broken only when it is longer than a line, so that it can be copied; a longer
 * word stands alone.
 */
export function wrapped(text: string, first: number, room: number): readonly string[] {
  const words = wordsOf(text, room);
  const lines: string[] = first < room && stringWidth(words[0] ?? "") > first ? [""] : [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || stringWidth(longer) <= (lines.length === 0 ? first : room)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/**
 * A text as commands print it, in lines of at most `width` terminal cells; colours count nothing. What goes on below a line stands under
 * its last column, as of a list or table, where there is room for it, else four cells further in than the line, with the bars of its
 * tree. Words are never cut: a longer one stands alone.
 */
export const wrappedText = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) => (stringWidth(line) <= width ? line : wrappedLine(line, width).join("\n")))
    .join("\n");

/** Cells that a column needs at least, to go on below itself. */
const LEAST_COLUMN = 24;

function wrappedLine(text: string, width: number): readonly string[] {
  const margin = /^[\s│├└─]*/.exec(text)?.[0] ?? "";
  const bars = margin.replaceAll("├", "│").replaceAll(/[└─]/g, " ");
  const indent = `${bars}    `;
  const pieces = piecesOf(text.slice(margin.length), width - indent.length);
  const last = pieces.findLastIndex(({ gap }) => gap.length > 1);
  const column = stringWidth(margin + textOf(pieces.slice(0, last)) + (pieces[last]?.gap ?? ""));
  const hanging = last > 0 && width - column >= LEAST_COLUMN ? bars.padEnd(column) : indent;
  const lines: string[] = [];
  let line = "";
  for (const { gap, word } of pieces) {
    if (line === "") line = margin + word;
    else if (stringWidth(line + gap + word) <= width) line += gap + word;
    else {
      lines.push(line);
      line = (stringWidth(hanging + word) <= width ? hanging : indent) + word;
    }
  }
  return [...lines, line];
}

/** A word, with the space before it. */
interface Piece {
  readonly gap: string;
  readonly word: string;
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ gap, word }) => gap + word).join("");

/** The words of a text; what stands in backticks, with what it is joined to, is one where it fits the room. */
const piecesOf = (text: string, room: number): readonly Piece[] =>
  [...text.matchAll(PIECE)].flatMap(([whole, gap = "", word = ""]) =>
    stringWidth(word) <= room
      ? [{ gap, word }]
      : [...whole.matchAll(/(\s*)(\S+)/g)].map(([, space = "", part = ""]) => ({ gap: space, word: part })),
  );

/** A sign that begins a column stays with its word. */
const PIECE = /(\s*)((?:(?<=^|\s\s)[-+=] )?(?:`[^`]*`|[^\s`]|`)+)/g;

const wordsOf = (text: string, room: number): readonly string[] => piecesOf(text, room).map(({ word }) => word);
