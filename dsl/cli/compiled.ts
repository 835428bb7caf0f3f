import { relative, resolve } from "node:path";
import type { Compilation } from "../compiler/compile.ts";
import { compileApart, type OnProgress } from "../compiler/compile-apart.ts";
import { CACHE } from "./options.ts";
import { progressLine } from "./progress-line.ts";

export interface CompiledOptions {
  /** Whether the generated files are wanted. */
  readonly emit: boolean;
  readonly signal?: AbortSignal;
}

/** Compiles the transforms for a command, in a thread of its own, and says on a terminal what it is at when that lasts. Paths are relative to the working folder. */
export async function compiled(transforms: string, { emit, signal }: CompiledOptions): Promise<Compilation> {
  const line = progressLine(process.stderr);
  const started = performance.now();
  const show: OnProgress = (at) => {
    if (performance.now() - started < QUIET) return;
    line.say(at.stage === "load" ? `loading ${relative(process.cwd(), at.file)} ...` : DOING[at.stage]);
  };
  const options = { transforms: resolve(transforms), cache: resolve(CACHE), cwd: process.cwd(), emit };
  return await compileApart(options, { signal, onProgress: show }).finally(line.end);
}

/** Milliseconds: what is done sooner needs no word. */
const QUIET = 1000;

const DOING = {
  prove: "proving ...",
  describe: "reading comments ...",
  emit: "writing scripts, schemas and plans ...",
} as const;
