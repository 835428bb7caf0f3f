import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeEventsLake } from "./lakes/events-lake.ts";
import { type Command, measure } from "./measure.ts";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where benchmarks write: below `.sluice`, which Git ignores. */
export const BENCH = join(ROOT, ".sluice", "bench");

const CODE_CACHE = join(BENCH, "node");

/** An empty folder. */
export function emptyFolder(name: string): string {
  const folder = join(BENCH, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * The command in a folder that has `transforms/`. Node keeps the compiled code of Sluice, as Python keeps dbt's; it goes by path, so in
 * a new folder nothing is kept of the transforms.
 */
export const sluice = (cwd: string, ...args: readonly string[]): Command => ({
  argv: [process.execPath, join(ROOT, "dsl/cli/sluice.mjs"), ...args],
  cwd,
  env: { NODE_COMPILE_CACHE: CODE_CACHE },
});

/** The command on Sluice's own transforms. */
export const sluiceHere = (...args: readonly string[]): Command => sluice(ROOT, ...args);

/** Sluice has run before on this machine, on another lake. */
export async function runSluiceOnce(): Promise<void> {
  const folder = emptyFolder("first-run");
  writeEventsLake(join(folder, "transforms"), 10);
  await measure(sluice(folder, "compile"));
}
