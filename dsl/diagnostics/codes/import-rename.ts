import { error, warning } from "./definition.ts";

/** `sluice import` and `sluice rename`. */
export const IMPORT_RENAME = {
  "ddl-syntax": error({
    message: (p: { expected: string; found: string; instead?: string }) => `expected ${p.expected}, found ${p.found}`,
    help: (p) => p.instead,
    meaning: "The text is not DDL as Athena or Hive take it.",
    remedy: "Correct the file at the place shown. `SHOW CREATE TABLE` gives DDL that can be read.",
  }),
  "ddl-passed-over": warning({
    message: (p: { statement: string }) => `\`${p.statement}\` declares no table and was passed over`,
    meaning: "Only CREATE TABLE statements declare tables.",
    remedy: "Nothing has to be done.",
  }),
  "nothing-to-import": error({
    message: (p: { path: string; reason: string; instead?: string }) => `${p.path}: ${p.reason}`,
    help: (p) =>
      p.instead ??
      "give a file with CREATE TABLE statements, a table as the Glue API describes it, or JSON lines (a file, or a folder of them)",
    meaning: "The file holds no table of a form that can be read.",
    remedy: "Give DDL, a Glue table as JSON, or JSON lines: see [import.md](import.md).",
  }),
  "import-unsupported": error({
    message: (p: { table: string; what: string; instead?: string }) => `${p.table} was not written: ${p.what}`,
    help: (p) => p.instead,
    meaning: "A table has something that no declaration of Sluice can say, and leaving it out would change what the table is.",
    remedy: "Do what the message says, or write the declaration by hand.",
  }),
  "import-differs": warning({
    message: (p: { table: string; what: string; instead?: string }) => `${p.table}: ${p.what}`,
    help: (p) => p.instead,
    meaning: "The declaration was written, and differs from the original in the way that the message says.",
    remedy: "Look whether it matters for your data.",
  }),
  "rename-raw-key": error({
    message: (p: { column: string; key: string }) => `${p.column} is the key \`${p.key}\` of the raw files, and keys are matched by name`,
    help: () => "rename it in a table that reads it; or, when the files change too, say so with `--also-in-files`",
    meaning: "A column of a source is a key of the raw files. With another name it would not be found there.",
    remedy: "Rename it in a table that reads the source, or change the files too and say `--also-in-files`.",
  }),
  "rename-blocked": error({
    message: (p: { column: string; reason: string; instead?: string }) => `${p.column} was not renamed, nothing has changed: ${p.reason}`,
    help: (p) => p.instead,
    meaning: "The rename could not be done everywhere by syntax alone, so nothing was done.",
    remedy: "Change the place that the message names by hand, and run it again.",
  }),
};
