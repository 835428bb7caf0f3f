import stringWidth from "string-width";
import { isHidden } from "../../diagnostics/visible.ts";

/** Text as Python source. Whatever is hidden, or drawn into what stands beside it, stands as an escape, so that the source says what it means. */
const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
/** Vowels and final consonants of Hangul, which join what stands before them. */
const JOINING = /^[\u1160-\u11ff\ud7b0-\ud7ff]$/u;
const MARK = /^\p{M}$/u;
const EXTENDS = /^\p{Grapheme_Extend}$/u;
const ASCII = /^[ -~]*$/;
const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/** The columns that text without controls takes up, a character at a time, as ruff counts them. */
export const widthOf = (text: string): number =>
  ASCII.test(text) ? text.length : [...text].reduce((sum, character) => sum + widthOfCharacter(character), 0);

const widthOfCharacter = (character: string): number => (EXTENDS.test(character) ? 0 : stringWidth(character));

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return SHORT[character] ?? `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** A combining mark is drawn over what stands before it, so that must be a character of the text, not a quote or an escape. */
function asSource(text: string): string {
  const written: string[] = [];
  let onItself = false;
  for (const character of text) {
    const asItIs: boolean =
      character !== "\\" &&
      VISIBLE.test(character) &&
      !JOINING.test(character) &&
      !isHidden(character) &&
      (onItself || !MARK.test(character));
    written.push(asItIs ? character : escapeOf(character));
    onItself = asItIs;
  }
  return written.join("");
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A string literal with the quotes that need fewer escapes, `"` if in doubt. */
export function stringLiteral(value: string): string {
  const quote = count(value, '"') > count(value, "'") ? "'" : '"';
  return `${quote}${asSource(value).replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** A number that is not negative. */
export function numberLiteral(value: bigint | number): string {
  if (typeof value === "bigint") return value.toString();
  const digits = value.toString().replace("e+", "e");
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}

/** Breaks one line at its spaces into lines of at most `width` columns; a longer word stands alone. */
function wrap(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of line.split(" ").filter((part) => part !== "")) {
    if (current === undefined) current = word;
    else if (widthOf(current) + 1 + widthOf(word) <= width) current = `${current} ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current ?? ""];
}

const LINE_ENDS = /\r\n|[\n\r\u0085\u2028\u2029]/;

/** Comment lines of at most `width` columns. */
export const commentLines = (text: string, width: number): readonly string[] =>
  text.split(LINE_ENDS).flatMap((line) => wrap(asSource(line), width - 2).map((part) => `# ${part}`.trimEnd()));

const QUOTES = '"""';
const escapedQuotes = (quotes: string): string => quotes.replaceAll('"', '\\"');

/**
 * A docstring of at most `width` columns a line, on one line if it fits. The lines of the text stay lines, and end where
 * they are too long.
 */
export function docstring(text: string, width: number): string {
  const safe = text
    .trim()
    .split(LINE_ENDS)
    .map((line) => asSource(line.trim()));
  const last = safe.length - 1;
  const closed = safe.map((line, i) => (i === last ? line.replace(/"+$/, escapedQuotes) : line).replaceAll(/"{3,}/g, escapedQuotes));
  const lines = closed.flatMap((line) => wrap(line, width - 2 * QUOTES.length));
  return lines.length === 1 ? `${QUOTES}${lines[0]}${QUOTES}` : `${QUOTES}${lines.join("\n")}\n${QUOTES}`;
}
