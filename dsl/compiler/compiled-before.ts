import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import type { LakePlan } from "../operations/lake.ts";
import type { Described } from "./describe.ts";
import { sha256 } from "./manifest.ts";

/**
 * Remembers which manifest a plan was compiled to. All that follows from a plan and its comments is in the generated files, and the manifest has the hash
 * of each: so when the same compiler meets the same plan again, and the manifest and every file are still there, they need not be made
 * again to be compared. The transforms have run by then; only a result without any message is remembered.
 */
export interface CompiledBefore {
  /** Of the plan, its comments and the compiler. */
  readonly key: string;
  /** The SHA-256 of the manifest. */
  readonly manifest: string;
}

const FILE = "compiled";
const COMPILER = new URL("../", import.meta.url);

/** Plans and comments that compile to different bytes have different keys. */
export function keyOf(plan: LakePlan, comments: ReadonlyMap<string, Described>): string {
  // Unlike JSON it keeps a negative zero, and writes a shared part once.
  return createHash("sha256")
    .update(compilerHash())
    .update(serialize([plan, comments]))
    .digest("hex");
}

export const isCompiledBefore = (folder: string, { key, manifest }: CompiledBefore): boolean => {
  try {
    return readFileSync(join(folder, FILE), "utf8") === textOf({ key, manifest });
  } catch {
    return false;
  }
};

/** Only the last is kept. That it cannot be written is no error. */
export function rememberCompiled(folder: string, before: CompiledBefore): void {
  const draft = join(folder, `${FILE}.${randomUUID()}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, textOf(before));
    renameSync(draft, join(folder, FILE));
  } catch {
    removeDraft(draft);
  }
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Where nothing can be written there is no draft.
  }
}

const textOf = ({ key, manifest }: CompiledBefore): string => `${key} ${manifest} ${sha256(key + manifest)}\n`;

/** Of every file of the compiler and its runtime, and of what they run on. */
function compilerHash(): string {
  const hash = createHash("sha256")
    .update(process.version)
    .update(readFileSync(new URL("../package.json", COMPILER)));
  for (const path of readdirSync(COMPILER, { recursive: true, encoding: "utf8" }).sort()) {
    if (/\.(ts|py)$/.test(path)) hash.update(`${path}\n`).update(readFileSync(new URL(path, COMPILER)));
  }
  return hash.digest("hex");
}
