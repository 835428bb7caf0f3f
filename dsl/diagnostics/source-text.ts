import { readFileSync } from "node:fs";

/** The text of a file, or undefined when it cannot be read. */
export function readSource(file: string): string | undefined {
  try {
    return withoutBom(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Node does not count a byte order mark as a column, so no position does. */
export const withoutBom = (text: string): string => text.replace(/^\uFEFF/, "");

/** The lines of a source, ended where JavaScript ends a line. */
export const linesOf = (text: string): readonly string[] => withoutBom(text).split(/\r\n|[\n\r\u2028\u2029]/);
