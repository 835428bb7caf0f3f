import { closeSync, readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { withoutBom } from "../diagnostics/source-text.ts";
import { findLanding } from "../landing/find.ts";
import { headOf, openFile } from "../landing/open.ts";
import { HEAD, saysJson, verdictOf } from "../landing/rule.ts";
import { tablesIn } from "./hive/glue-tables.ts";

/** What an argument of `sluice import` names. */
export type Input =
  | { readonly kind: "ddl"; readonly file: string; readonly text: string }
  | { readonly kind: "glue"; readonly file: string; readonly text: string; readonly value: unknown }
  /** JSON lines of one source: `name` is that of the file or folder. */
  | { readonly kind: "samples"; readonly name: string; readonly files: readonly SampleFile[] };

export interface SampleFile {
  readonly path: string;
  readonly gz: boolean;
}

/** Bytes of the longest answer of the Glue API that is looked for in a file. */
const LONGEST_ANSWER = 1 << 25;

/** Tells by its name and content what an argument is. Refuses with `cannot-read` and `nothing-to-import`. */
export async function inputOf(path: string): Promise<Input> {
  const file = resolve(path);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return refuse("cannot-read", { path, reason: "there is no such file or folder" });
  if (found.isDirectory()) {
    const { files = [], refused = [] } = (await findLanding(file, "")) ?? {};
    for (const { path: name, reason } of refused) refuse("cannot-read", { path: name, reason });
    if (files.length === 0) refuse("nothing-to-import", { path, reason: "the folder has no file of JSON lines" });
    return { kind: "samples", name: basename(file), files };
  }
  if (!found.isFile()) return refuse("cannot-read", { path, reason: "it is not a file" });
  const verdict = verdictOf(basename(file), found.size, headIn(file, path));
  if (verdict.kind === "refused" || verdict.kind === "broken") return refuse("cannot-read", { path, reason: verdict.reason });
  if (verdict.kind === "passed-over" || (found.size === 0 && !saysJson(path))) return { kind: "ddl", file, text: textOf(file, path) };
  if (!verdict.gz && !/\.(?:jsonl|ndjson)$/i.test(path) && found.size <= LONGEST_ANSWER) {
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
  return { kind: "samples", name: basename(file), files: [{ path: file, gz: verdict.gz }] };
}

const oneALine = (value: unknown): string =>
  `write each object on a line of its own, as \`jq -c '${Array.isArray(value) ? ".[]" : "."}'\` does`;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

function headIn(file: string, path: string): Buffer {
  try {
    const opened = openFile(file);
    try {
      return headOf(opened.file, HEAD);
    } finally {
      closeSync(opened.file);
    }
  } catch (failure) {
    return refuse("cannot-read", { path, reason: (failure as Error).message });
  }
}

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
