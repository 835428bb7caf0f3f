import { readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { withoutBom } from "../diagnostics/source-text.ts";
import { landingFiles } from "../run/landing-files.ts";
import { tablesIn } from "./hive/glue-tables.ts";

/** What an argument of `sluice import` names. */
export type Input =
  | { readonly kind: "ddl"; readonly file: string; readonly text: string }
  | { readonly kind: "glue"; readonly file: string; readonly text: string; readonly value: unknown }
  /** JSON lines of one source: `name` is that of the file or folder. */
  | { readonly kind: "samples"; readonly name: string; readonly files: readonly string[] };

const JSON_NAME = /\.jsonl?(?:\.gz)?$/i;
/** Bytes of the longest answer of the Glue API that is looked for in a file. */
const LONGEST_ANSWER = 1 << 25;

/** Tells by its name and content what an argument is. Refuses with `cannot-read` and `nothing-to-import`. */
export async function inputOf(path: string): Promise<Input> {
  const file = resolve(path);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return refuse("cannot-read", { path, reason: "there is no such file or folder" });
  if (found.isDirectory()) {
    const files = (await landingFiles(file)).map((name) => join(file, name));
    if (files.length === 0) refuse("nothing-to-import", { path, reason: "the folder has no *.json or *.jsonl file" });
    return { kind: "samples", name: basename(file), files };
  }
  if (!JSON_NAME.test(path)) {
    const text = textOf(file, path);
    if (/^\s*[{[]/.test(text))
      refuse("nothing-to-import", {
        path,
        reason: "it is JSON by its first character, and its name does not end so",
        instead: "rename it: landing files, and tables as the Glue API describes them, end in `.json`, `.jsonl` or their `.gz`",
      });
    return { kind: "ddl", file, text };
  }
  if (/\.json$/i.test(path) && found.size <= LONGEST_ANSWER) {
    const text = textOf(file, path);
    const value = parsed(text);
    if (tablesIn(value) !== undefined) return { kind: "glue", file, text, value };
    if (Array.isArray(value) || (isObject(value) && text.trim().includes("\n")))
      return refuse("nothing-to-import", {
        path,
        reason: "it is one JSON value over several lines, and a source reads one object a line",
        instead: oneALine(value),
      });
  }
  return { kind: "samples", name: basename(file), files: [file] };
}

const oneALine = (value: unknown): string =>
  `write each object on a line of its own, as \`jq -c '${Array.isArray(value) ? ".[]" : "."}'\` does`;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

function textOf(file: string, path: string): string {
  try {
    return withoutBom(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file)));
  } catch (failure) {
    const reason = failure instanceof TypeError ? "it is not UTF-8 text" : (failure as Error).message;
    return refuse("cannot-read", { path, reason });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
