const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text as TypeScript writes it, in the quotes that need fewer escapes; what cannot be seen is escaped. */
export function quoted(text: string): string {
  const inDouble = JSON.stringify(text).replace(INVISIBLE, escaped);
  const count = (quote: string): number => text.split(quote).length;
  return count('"') <= count("'") ? inDouble : `'${inDouble.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");

/** A text for a comment that ends with its line: what would end it, or cannot be seen, is a space. */
export const inLineComment = (text: string): string => text.replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();

/**
 * Whether the compiler reads exactly this text from a doc comment of it; anything else is written as a string. See
 * `docText` in dsl/source/doc-text.ts.
 */
export const fitsDocComment = (text: string): boolean =>
  text === inLineComment(text) && text !== "" && !text.includes("*/") && !text.startsWith("@") && !text.includes("{@");
