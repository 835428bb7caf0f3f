import { resolve } from "node:path";
import type { Compilation } from "../compiler/compile.ts";
import { compileApart } from "../compiler/compile-apart.ts";
import { CACHE } from "./options.ts";

/** Compiles the transforms for a command, in a thread of its own. Paths are relative to the working folder. */
export const compiled = (transforms: string, signal?: AbortSignal): Promise<Compilation> =>
  compileApart({ transforms: resolve(transforms), cache: resolve(CACHE), cwd: process.cwd() }, { signal });
