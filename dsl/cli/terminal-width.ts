import { wrappedText } from "../diagnostics/wrap.ts";

type Stream = Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

/** Lines are never broken for less. */
const LEAST = 80;

/**
 * How many terminal cells a line of what goes to a stream may have, 80 at least: `COLUMNS` where that is set, else what the terminal has.
 * Undefined where the stream is no terminal: a line stays whole for whoever searches in it.
 */
export function widthOf({ isTTY, columns }: Stream): number | undefined {
  const { COLUMNS = "" } = process.env;
  if (/^[1-9][0-9]{0,5}$/.test(COLUMNS)) return Math.max(LEAST, Number(COLUMNS));
  return isTTY === true ? Math.max(LEAST, columns ?? LEAST) : undefined;
}

/** A text in lines that fit the stream. */
export function fitted(text: string, stream: Stream): string {
  const width = widthOf(stream);
  return width === undefined ? text : wrappedText(text, width);
}
