import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { readRegular } from "../source/regular-file.ts";
import { BREAKS } from "./breaks-file.ts";
import { sha256 } from "./manifest.ts";

/**
 * What the same texts were compiled to before. The manifest has the hash of every generated file: so when it and all of them still
 * stand, the transforms need not run to be compared with them. Only transforms whose texts decide everything are remembered, and only
 * when there was nothing to say of them.
 */
export interface CompiledBefore {
  /** How many sources and tables there are. */
  readonly tables: number;
  /** The SHA-256 of the manifest. */
  readonly manifest: string;
}

const FILE = "compiled";
const COMPILER = new URL("../", import.meta.url);

/** Of every TypeScript file of the folder and what it acknowledges, of where it stands, and of the compiler by its hash. Undefined when one cannot be read. */
export function keyOfTexts(transforms: string, compiler: string): string | undefined {
  try {
    const root = realpathSync(transforms);
    const hash = createHash("sha256").update(JSON.stringify([process.cwd(), root, compiler]));
    const files = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => (path.endsWith(".ts") || path === BREAKS) && !path.split(sep).includes("node_modules"))
      .sort();
    for (const path of files) hash.update(JSON.stringify([path, readRegular(join(root, path)).toString()]));
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

/** What the texts of that key were compiled to; undefined when they are not the last that were remembered. */
export function compiledBefore(folder: string, key: string): CompiledBefore | undefined {
  try {
    const text = readRegular(join(folder, FILE)).toString();
    const [known, tables, manifest = ""] = text.split(" ");
    const before = { tables: Number(tables), manifest };
    return known === key && text === textOf(key, before) ? before : undefined;
  } catch {
    return undefined;
  }
}

/** Only the last is kept. That it cannot be written is no error. */
export function rememberCompiled(folder: string, key: string, before: CompiledBefore): void {
  const draft = join(folder, `${FILE}.${randomUUID()}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, textOf(key, before));
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

function textOf(key: string, { tables, manifest }: CompiledBefore): string {
  const content = `${key} ${tables} ${manifest}`;
  return `${content} ${sha256(content)}\n`;
}

/** Of every file of the compiler and its runtime, and of what they run on. */
export function compilerHash(): string {
  const hash = createHash("sha256")
    .update(process.version)
    .update(readFileSync(new URL("../package.json", COMPILER)));
  for (const path of readdirSync(COMPILER, { recursive: true, encoding: "utf8" }).sort()) {
    if (/\.(ts|py)$/.test(path)) hash.update(`${path}\n`).update(readFileSync(new URL(path, COMPILER)));
  }
  return hash.digest("hex");
}
