/**
 * The one rule of what a reader would not see, or a terminal would obey: controls, lone surrogates, marks of format (bidi controls, zero-width
 * characters, tags, soft hyphens), variation selectors and all else that is drawn as nothing, line and paragraph separators, noncharacters.
 *
 * What a script cannot be written without stays as it is: emoji that Unicode recommends for interchange, whatever joins them, and the joiner
 * and non-joiner between letters of Arabic, Indic and related scripts.
 */
const HIDDEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}]";
const SCRIPTS = "Arab Syrc Nkoo Mand Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt".split(" ");
const LETTER = `[${SCRIPTS.map((script) => `\\p{Script=${script}}`).join("")}]`;
const KEPT = `\\p{RGI_Emoji}|(?<=${LETTER})[\\u200c\\u200d](?=${LETTER})`;

const ANY = new RegExp(HIDDEN, "v");
const EACH = new RegExp(`(?<kept>${KEPT})|${HIDDEN}`, "gv");

/** Whether the character, alone, is hidden. */
export const isHidden = (character: string): boolean => ANY.test(character);

/** The text with `written` in the place of each hidden character. */
export const replaceHidden = (text: string, written: (character: string) => string): string =>
  ANY.test(text) ? text.replace(EACH, (found, kept?: string) => (kept === undefined ? written(found) : found)) : text;

/** The text on one line, with every hidden character shown: ESC as `␛`, a line feed as `␊`, U+202E as `<U+202E>`. */
export const visible = (text: string): string => replaceHidden(text, picture);

/** The same of a text of several lines, which stay lines; tabs stay tabs. */
export const visibleText = (text: string): string =>
  replaceHidden(text, (character) => (character === "\n" || character === "\t" ? character : picture(character)));

/** The text on one line, white space and line ends as one space, with every other hidden character shown. */
export const visibleLine = (text: string): string => visible(text.replace(WHITE_SPACE, " "));

const WHITE_SPACE = /[\t\n\v\f\r\p{Zs}]+/gu;

/** JSON in which hidden characters are escapes, so that it shows what it holds; line feeds and tabs between its values stay. */
export const visibleJson = (json: string): string =>
  replaceHidden(json, (character) =>
    character === "\n" || character === "\t"
      ? character
      : Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );

/** Where the character at an offset of the text stands in the visible text. */
export function visibleOffset(text: string, offset: number): number {
  let added = 0;
  for (const { 0: found, index, groups } of text.matchAll(EACH)) {
    if (index >= offset) break;
    if (groups?.kept === undefined) added += picture(found).length - found.length;
  }
  return offset + added;
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
