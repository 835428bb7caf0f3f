import { text } from "./literals.ts";

/**
 * The statement that writes the rows of a query to one file. JSON is an object a line, with the columns' names as keys:
 * NULL columns are left out, dates are `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC, decimals and
 * doubles numbers that read back as they were.
 */
export function copyStatement(query: string, format: "parquet" | "json", path: string): string {
  switch (format) {
    case "parquet":
      return `COPY (${query}) TO ${text(path)} (FORMAT parquet, COMPRESSION zstd)`;
    case "json":
      return `COPY (${jsonLines(query)}) TO ${text(path)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\n')`;
  }
}

/** One column of JSON texts: a key with a NULL value is NULL, and `concat_ws` skips it. */
const jsonLines = (query: string): string =>
  `SELECT '{' || concat_ws(',', *COLUMNS(*)) || '}' FROM (SELECT to_json(alias(COLUMNS(*)))::VARCHAR || ':' || to_json(COLUMNS(*))::VARCHAR FROM (${query}))`;
