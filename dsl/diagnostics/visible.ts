/** Control characters, lone surrogates, and the marks that reverse or hide what stands beside them. */
const HIDDEN = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** The text with every character that a terminal would obey, rather than show, made visible: ESC as `␛`, U+202E as `\u{202e}`. */
export const visible = (text: string): string => text.replace(HIDDEN, picture);

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\\u{${code.toString(16)}}`;
}
