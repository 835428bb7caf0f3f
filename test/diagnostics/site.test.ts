import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { framesOf, placeOf } from "../../dsl/diagnostics/site.ts";

const frame = (line: string): unknown => framesOf({ stack: `Error\n    at ${line}` })[0] ?? null;

test.each([
  ["file:///x/a.ts:3:13", { file: "/x/a.ts", line: 3, column: 13 }],
  ["f (file:///x/a.ts:3:13)", { file: "/x/a.ts", line: 3, column: 13 }],
  ["async file:///x/a.ts?sluice=3:16:14", { file: "/x/a.ts", line: 16, column: 14 }],
  ["async Holder.run (file:///x/a.ts?sluice=3#y:16:14)", { file: "/x/a.ts", line: 16, column: 14 }],
  ["new Query (file:///x/a.ts:1:2)", { file: "/x/a.ts", line: 1, column: 2 }],
  ["Q.m [as filter] (file:///x/a.ts:1:2)", { file: "/x/a.ts", line: 1, column: 2 }],
  ["get g [as g] (file:///x/a.ts:1:2)", { file: "/x/a.ts", line: 1, column: 2 }],
  ["Array.map (<anonymous>)", null],
  ["async Promise.all (index 0)", null],
  ["node:internal/modules/esm/loader:647:26", null],
  ["ModuleJob.run (node:internal/modules/esm/module_job:561:25)", null],
  ["wasm://wasm/1234:1:2", null],
  ["eval (eval at <anonymous> (file:///x/a.ts:15:13), <anonymous>:1:5)", null],
  ["file:///sp%20ace%20%C3%A9/%3Fq%23h%25.ts:3:1", { file: "/sp ace é/?q#h%.ts", line: 3, column: 1 }],
  ["f (file:///a%20(b)/[c].ts:1:2)", { file: "/a (b)/[c].ts", line: 1, column: 2 }],
  ["Object.odd (file:///not/here.ts:9:9) (file:///x/a.ts:1:2)", { file: "/x/a.ts", line: 1, column: 2 }],
  ["file:///x/%2F.ts:1:2", null],
  ["file:///x/%zz.ts:1:2", null],
  ["/a b/c.ts:1:2", { file: "/a b/c.ts", line: 1, column: 2 }],
  ["f (/a b/c (d).ts:1:2)", { file: "/a b/c (d).ts", line: 1, column: 2 }],
  ["async f (/a/c.ts:1:2)", { file: "/a/c.ts", line: 1, column: 2 }],
])("%s", (line, expected) => {
  expect(frame(line)).toEqual(expected);
});

test("the first frame under the root is the place", () => {
  const stack =
    "Error\n    at filter (file:///p/dsl/a.ts:1:1)\n    at file:///p/transforms/macro.ts:2:2\n    at file:///p/transforms/a.ts:3:3";
  expect(placeOf({ stack }, "/p/transforms")).toEqual({ file: "/p/transforms/macro.ts", line: 2, column: 2 });
  expect(placeOf({ stack }, "/p/transforms/")).toEqual({ file: "/p/transforms/macro.ts", line: 2, column: 2 });
  expect(placeOf({ stack }, "/p/trans")).toBeUndefined();
  expect(placeOf({ stack }, "/p/transforms/macro.ts")).toBeUndefined();
  expect(placeOf({ stack }, "/")?.file).toBe("/p/dsl/a.ts");
});

test("no stack has no place", () => {
  for (const site of [{}, { stack: "" }, { stack: "Error" }, { stack: 3 as never }]) expect(placeOf(site, "/")).toBeUndefined();
});

test("a message that looks like a frame is not one", () => {
  const error = new TypeError("bad\n    at file:///x/fake.ts:1:1");
  error.stack = `TypeError: ${error.message}\n    at file:///x/real.ts:2:2`;
  expect(placeOf(error, "/x")?.file).toBe("/x/real.ts");
});

test("a root that is a symbolic link", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sluice-site-")));
  mkdirSync(join(folder, "real"));
  symlinkSync(join(folder, "real"), join(folder, "link"));
  const stack = `Error\n    at file://${folder}/real/a.ts:1:2`;
  expect(placeOf({ stack }, join(folder, "link"))?.file).toBe(join(folder, "real/a.ts"));
  rmSync(folder, { recursive: true });
});
