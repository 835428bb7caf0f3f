import { expect, test } from "vitest";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import { mistakesIn } from "../types/checker.ts";
import { kindOf, programAround } from "./help-frames.ts";
import { codesIn, shownInHelps } from "./help-texts.ts";

const HEAD = [
  'import { ambiguous, count, decimal, epochMillis, iceberg, json, literal, rowNumber, source, when, zone } from "sluice";',
  'import { z } from "zod";',
  'const trusted = zone("trusted");',
  "const note = trusted;",
];

const shown = shownInHelps().filter(({ code }) => kindOf(code) === undefined);
const framed = shown.map(({ code, at }) => ({ code, at, program: programAround(code) }));
/** Imports that a help shows stand at the top; those of the author's own files are no part of Sluice. */
const imports = shown.map(({ code }) => code).filter((code) => code.startsWith("import ") && !code.includes('"./'));

test("what helps show is code that has its place, or of a kind that is no code", () => {
  expect(framed.filter(({ program }) => program === undefined).map(({ code, at }) => `${code} (${at})`)).toEqual([]);
  expect(framed.length).toBeGreaterThan(80);
});

test("an import that a help shows exports what it names", () => {
  expect(mistakesIn(imports.join("\n")).filter(({ message }) => !message.startsWith("Duplicate identifier"))).toEqual([]);
});

test("the code in every help compiles where it belongs", () => {
  const mistakes = mistakesIn([...HEAD, ...framed.map(({ program }) => program ?? "")].join("\n"));
  const told = mistakes.map(({ line, at, message }) => `${framed[line - HEAD.length]?.code}: ${at}: ${message}`);
  expect(told).toEqual([]);
});

/** A column whose name is no identifier of JavaScript. */
const column = "unit price";
test.each([
  ["column-collision", wordsOf("column-collision", { column })],
  ["columns-differ-by-case", wordsOf("columns-differ-by-case", { first: "Unit price", second: column, table: "t", of: "table" })],
  ["not-comparable", wordsOf("not-comparable", { operation: "distinct", column, type: "a map" })],
  ["ambiguous-reference", wordsOf("ambiguous-reference", { table: "t", column, references: "people.email" })],
  ["empty-reason", wordsOf("empty-reason", { option: column })],
  ["null-rows-vanish", wordsOf("null-rows-vanish", { table: "t", condition: "c", columns: [column] })],
  ["personal-data-in-column", wordsOf("personal-data-in-column", { table: "t", column, tags: ["name"], origin: "people.name" })],
])("the code in the help of %s compiles for a column of any name", (_, { help = "" }) => {
  const codes = codesIn(help);
  expect(codes.length).toBeGreaterThan(0);
  expect(mistakesIn([...HEAD, ...codes.map((code) => programAround(code) ?? `no frame: ${code}`)].join("\n"))).toEqual([]);
});

test.each([
  ["a misspelt method", ".derrive((row) => ({ day: row.paidAt.toDate() }))"],
  ["an option that nothing has", 'anyOner: "why"'],
])("%s is not taken for code that compiles", (_, code) => {
  expect(kindOf(code)).toBeUndefined();
  expect(programAround(code)).toBeUndefined();
});

test.each(['person: { user: ambiguous("email") }', ".filter((row) => row.agreedAt.isNotNul())", '.latest({ by: ["id"], orderBy: "at" })'])(
  "`%s` does not compile",
  (code) => {
    expect(mistakesIn([...HEAD, programAround(code)].join("\n"))).not.toEqual([]);
  },
);
