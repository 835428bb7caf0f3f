import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isCompiledBefore, keyOf, rememberCompiled } from "../../dsl/compiler/compiled-before.ts";
import type { LakePlan } from "../../dsl/operations/lake.ts";
import { call, column, filter, literal, tableOf } from "../proofs/build.ts";
import { lakeOf, landing } from "../proofs/stedi.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-compiled-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const before = { key: "k".repeat(64), manifest: "m".repeat(64) };
const over = (value: number): LakePlan =>
  lakeOf([tableOf("t", "open", filter(landing, call("gt", column("registrationDate"), literal(value))))]);

test("only what was remembered counts, and nothing of it when it was changed by hand", () => {
  expect(isCompiledBefore(folder, before)).toBe(false);
  rememberCompiled(join(folder, "not", "yet"), before);
  rememberCompiled(folder, before);
  expect(isCompiledBefore(folder, before)).toBe(true);
  expect(isCompiledBefore(join(folder, "not", "yet"), before)).toBe(true);
  expect(isCompiledBefore(folder, { ...before, key: "x".repeat(64) })).toBe(false);
  expect(isCompiledBefore(folder, { ...before, manifest: "x".repeat(64) })).toBe(false);
  const file = join(folder, "compiled");
  writeFileSync(file, readFileSync(file, "utf8").replace("mm", "xx"));
  expect(isCompiledBefore(folder, before)).toBe(false);
  expect(isCompiledBefore(folder, { ...before, manifest: `xx${before.manifest.slice(2)}` })).toBe(false);
});

test("a cache that cannot be written is none", () => {
  mkdirSync(join(folder, "compiled"));
  rememberCompiled(folder, before);
  rememberCompiled(join(folder, "compiled", "\0"), before);
  expect(isCompiledBefore(folder, before)).toBe(false);
});

test("plans that differ have different keys, though their JSON be the same; so have comments", () => {
  const none = new Map();
  const keys = [over(1), over(2), over(0), over(-0)].map((plan) => keyOf(plan, none));
  expect(new Set([...keys, keyOf(over(1), new Map([["t", { description: "d", columns: {} }]]))])).toHaveProperty("size", 5);
  // V8 writes a number differently once it has seen a fraction in its place, which costs a compile and nothing else.
  expect(keyOf(over(1), none)).toBe(keyOf(over(1), none));
});
