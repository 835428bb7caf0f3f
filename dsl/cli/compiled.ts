import { relative, resolve } from "node:path";
import type { Compilation, CompileOptions } from "../compiler/compile.ts";
import { compileApart, type OnProgress } from "../compiler/compile-apart.ts";
import type { OnFiles } from "../compiler/emit.ts";
import { CACHE } from "./options.ts";
import { progressLine } from "./progress-line.ts";

export interface CompiledOptions {
  readonly wants: NonNullable<CompileOptions["wants"]>;
  readonly signal?: AbortSignal | undefined;
  readonly onFiles?: OnFiles | undefined;
}

/** Compiles the transforms for a command, in a thread of its own, and says on a terminal what it is at when that lasts. Paths are relative to the working folder. */
export async function compiled(transforms: string, { signal, onFiles, ...wanted }: CompiledOptions): Promise<Compilation> {
  const line = progressLine(process.stderr);
  const started = performance.now();
  const show: OnProgress = (at) => {
    if (performance.now() - started < QUIET) return;
    line.say(at.stage === "load" ? `loading ${relative(process.cwd(), at.file)} ...` : DOING[at.stage]);
  };
  const options = { transforms: resolve(transforms), cache: resolve(CACHE), cwd: process.cwd(), ...wanted };
  return await compileApart(options, { signal, onFiles, onProgress: show }).finally(line.end);
}

export interface CompiledFiles extends Compilation {
  /** The paths of the generated files, when all stand in the folder already, as they must be; then `files` is empty. */
  readonly intact?: ReadonlySet<string>;
}

/**
 * Compiles for a command that compares the generated files with those in a folder. When the texts of the transforms are those of before,
 * and decide all, and every file is still what they were compiled to, nothing is run. `onFiles` gets the files as they are made; without,
 * they are in the result.
 */
export async function compiledFiles(transforms: string, out: string, more: Omit<CompiledOptions, "wants"> = {}): Promise<CompiledFiles> {
  const { compiledBefore, compilerHash, keyOfTexts, rememberCompiled } = await import("../compiler/compiled-before.ts");
  const { intactFiles, manifestHash } = await import("../compiler/write.ts");
  const compiler = compilerHash();
  const key = keyOfTexts(transforms, compiler);
  const before = key === undefined ? undefined : compiledBefore(CACHE, key);
  if (before !== undefined && before.manifest === manifestHash(out)) {
    const intact = intactFiles(out);
    if (intact !== undefined) return { tables: before.tables, files: new Map(), intact, diagnostics: [] };
  }
  const compilation = await compiled(transforms, { wants: "files", ...more });
  const { tables, decided } = compilation;
  // Else a text was changed meanwhile, and which of the two was compiled is not known.
  if (key !== undefined && decided !== undefined && key === keyOfTexts(transforms, compiler))
    rememberCompiled(CACHE, key, { tables, manifest: decided });
  return compilation;
}

/** Milliseconds: what is done sooner needs no word. */
const QUIET = 1000;

const DOING = {
  describe: "reading comments ...",
  prove: "proving ...",
  emit: "writing scripts, schemas and plans ...",
} as const;
