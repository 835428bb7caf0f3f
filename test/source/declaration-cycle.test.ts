import { expect, test } from "vitest";
import { cycleIn } from "../../dsl/source/declaration-cycle.ts";
import { lineAndColumn, parse } from "../../dsl/source/syntax.ts";

/** The cycle for the first use of `name` that `»` marks in the text. */
function cycle(name: string, marked: string): readonly string[] | undefined {
  const source = parse("a.ts", marked.replace("»", ""));
  return cycleIn(source, lineAndColumn(source, marked.indexOf("»")), name);
}

test("tables that need each other, directly and over others", () => {
  expect(cycle("b", 'const a = t("a", { from: »b.filter() });\nconst b = t("b", { from: a });')).toEqual(["a", "b", "a"]);
  expect(cycle("b", "const a = t(»b);\nexport const b = t(c), c = t({ d });\nconst d = t(() => a.x);\nconst e = t(b);")).toEqual([
    "a",
    "b",
    "c",
    "d",
    "a",
  ]);
  expect(cycle("a", 'export const a = t("a", { from: »a.filter() });')).toEqual(["a", "a"]);
});

test("functions and destructured names are followed", () => {
  expect(cycle("b", "function make() { return t(»b); }\nconst a = make();\nconst b = t(a);")).toEqual(["make", "b", "a", "make"]);
  expect(cycle("c", "const { a } = t(»c);\nconst [{ x: c = a }] = t(1);")).toEqual(["a", "c", "a"]);
});

test("no cycle where moving the declaration up helps", () => {
  expect(cycle("b", "const a = t(»b);\nconst b = t(1);")).toBeUndefined();
  expect(cycle("b", "const a = t(»b);\nconst b = t(c);\nconst c = t(b);")).toBeUndefined();
});

test("a name is not a use of the declaration when it is a property, a key, a type, or hidden", () => {
  expect(
    cycle("b", "const a = t(»b);\nconst b = t(x.a, { a: 1 }, y as a, (a) => a, function () { const { z: a } = q; return a; });"),
  ).toBeUndefined();
  expect(cycle("b", "const a = t(»b);\nconst b = t({ a });")).toEqual(["a", "b", "a"]);
});

test("undefined when the place is in no declaration, or the name is not of this file", () => {
  expect(cycle("b", "t(»b);\nconst b = t(b2), b2 = t(b);")).toBeUndefined();
  expect(cycle("b", "const a = t(»b);")).toBeUndefined();
  expect(cycleIn(parse("a.ts", "const a = b;"), { line: 9, column: 1 }, "b")).toBeUndefined();
});
