import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Recorded } from "./fixtures/recorder.ts";

export const FIXTURES = join(import.meta.dirname, "fixtures");

const NODE = join(import.meta.dirname, "../../node_modules/.bin/node");

/** The calls of modules in `fixtures`, in Node itself: the test runner rewrites modules, and with them their positions. */
export function recordCalls(...modules: readonly string[]): readonly Recorded[] {
  const output = execFileSync(NODE, [join(FIXTURES, "run.ts"), ...modules], { encoding: "utf8", timeout: 20_000 });
  return JSON.parse(output) as Recorded[];
}

export const readFixture = (file: string): string => readFileSync(join(FIXTURES, file), "utf8");
