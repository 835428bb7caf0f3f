import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compiledBefore, keyOfTexts, rememberCompiled } from "../../dsl/compiler/compiled-before.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-compiled-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KEY = "k".repeat(64);
const BEFORE = { tables: 5, manifest: "m".repeat(64) };

test("only what was remembered counts, and nothing of it when it was changed by hand", () => {
  expect(compiledBefore(folder, KEY)).toBeUndefined();
  rememberCompiled(join(folder, "not", "yet"), KEY, BEFORE);
  rememberCompiled(folder, KEY, BEFORE);
  expect(compiledBefore(folder, KEY)).toEqual(BEFORE);
  expect(compiledBefore(join(folder, "not", "yet"), KEY)).toEqual(BEFORE);
  expect(compiledBefore(folder, "x".repeat(64))).toBeUndefined();
  const file = join(folder, "compiled");
  const good = readFileSync(file, "utf8");
  for (const bad of [good.replace("mm", "xx"), good.replace(" 5 ", " 6 "), good.slice(0, 70), ""]) {
    writeFileSync(file, bad);
    expect(compiledBefore(folder, KEY)).toBeUndefined();
  }
});

test("a cache that cannot be written is none", () => {
  mkdirSync(join(folder, "compiled"));
  rememberCompiled(folder, KEY, BEFORE);
  rememberCompiled(join(folder, "compiled", "\0"), KEY, BEFORE);
  expect(compiledBefore(folder, KEY)).toBeUndefined();
});

test("texts that differ in anything have different keys", () => {
  const transforms = join(folder, "transforms");
  mkdirSync(join(transforms, "deep"), { recursive: true });
  const key = (): string | undefined => keyOfTexts(transforms, "compiler");
  const keys = [key()];
  const changed = (change: () => void): void => {
    change();
    keys.push(key());
    expect(key()).toBe(keys.at(-1));
  };
  changed(() => writeFileSync(join(transforms, "a.ts"), "1"));
  changed(() => writeFileSync(join(transforms, "a.ts"), "2"));
  changed(() => writeFileSync(join(transforms, "deep", "_helper.ts"), "1"));
  changed(() => writeFileSync(join(transforms, "deep", "_helper.ts"), "2"));
  changed(() => writeFileSync(join(transforms, ".hidden.ts"), "1"));
  changed(() => writeFileSync(join(transforms, "breaks.json"), "1"));
  changed(() => symlinkSync(join(transforms, "a.ts"), join(transforms, "b.ts")));
  expect(new Set(keys)).toHaveProperty("size", keys.length);
  expect(keyOfTexts(transforms, "another compiler")).not.toBe(key());
  const moved = join(folder, "moved");
  mkdirSync(moved);
  expect(keyOfTexts(moved, "compiler")).not.toBe(keys[0]);
  symlinkSync(join(transforms, "gone.ts"), join(transforms, "c.ts"));
  expect(key()).toBeUndefined();
  expect(keyOfTexts(join(folder, "gone"), "compiler")).toBeUndefined();
});
