import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Figures } from "./cases.ts";
import type { Batch, Suite } from "./suites.ts";

/** What is left of earlier deep runs of the same code. */
export interface State {
  /** A hash of the code and the tests; the results of other code count for nothing. */
  readonly code: string;
  /** By suite and seed. */
  readonly done: Readonly<Record<string, Done>>;
}

export interface Done {
  readonly passed: boolean;
  readonly seconds: number;
  readonly figures: Figures;
}

export const keyOf = ({ name }: Suite, { seed, cases }: Batch): string => `${name} | seed ${seed}, ${cases} cases`;

/** What was done of the same code; nothing, of other code or after `fresh`. */
export function readState(file: string, code: string, fresh: boolean): { readonly state: State; readonly other: boolean } {
  const none = { code, done: {} };
  if (fresh) return { state: none, other: false };
  try {
    const state = JSON.parse(readFileSync(file, "utf8")) as State;
    return state.code === code ? { state, other: false } : { state: none, other: true };
  } catch {
    return { state: none, other: false };
  }
}

/** A kill in the middle leaves the state before. */
export function writeState(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 2));
  renameSync(`${file}.new`, file);
}

const FOLDERS = ["dsl", "test", "transforms"];

/** Changes with every file that a deep test reads. */
export function hashOfCode(root: string): string {
  const hash = createHash("sha256");
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|mts|mjs|py|sql|json|txt)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const path of paths.sort()) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

/** The batches that have not passed. */
export const remaining = (suites: readonly Suite[], { done }: State): readonly (readonly [Suite, Batch])[] =>
  suites.flatMap((suite) =>
    suite.batches.flatMap((batch) => (done[keyOf(suite, batch)]?.passed === true ? [] : [[suite, batch] as const])),
  );
