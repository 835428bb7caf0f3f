import { join } from "node:path";
import { beforeAll } from "vitest";
import { type Ended, sluice } from "./child.ts";
import { type Files, filesIn, newFolder, put, under } from "./folders.ts";
import { TRANSFORMS } from "./lake.ts";
import { expectGood } from "./outcome.ts";

/** What the small lake compiles to, and how many files that is. Set before the tests of a file. */
export let expected: Files;
export let count: number;

beforeAll(async () => {
  const folder = put(newFolder(), transformsOf());
  expectGood(await compile(folder));
  expected = filesIn(join(folder, "generated"));
  count = Object.keys(expected).length;
});

/** The files of the lake's transforms in a folder `transforms`, some of them changed, or absent. */
export function transformsOf(changed: Readonly<Record<string, string | undefined>> = {}): Files {
  const files = Object.entries({ ...TRANSFORMS, ...changed }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]));
  return under("transforms", Object.fromEntries(files));
}

/** A folder with the lake as it is, and as it was compiled. */
export function compiledLake(): string {
  const folder = put(newFolder(), transformsOf());
  put(join(folder, "generated"), expected);
  return folder;
}

export const compile = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["compile", ...args], { cwd });
export const check = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["check", ...args], { cwd });
/** A transform's text. */
export const text = (path: string): string => String(TRANSFORMS[path]);
