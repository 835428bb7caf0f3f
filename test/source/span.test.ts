import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Span } from "../../dsl/diagnostics/diagnostic.ts";
import { placeOf } from "../../dsl/diagnostics/site.ts";
import { linesOf } from "../../dsl/diagnostics/source-text.ts";
import { spanOf } from "../../dsl/source/span.ts";
import { FIXTURES, readFixture, recordCalls } from "./record.ts";

const ROOT = join(FIXTURES, "transforms");
const calls = recordCalls("./transforms/trusted/accelerometer-trusted.ts", "./transforms/curated/loop.ts");

/** The first recorded call of a name, with its first argument when that is given. */
function siteOf(called: string, name?: string): { readonly stack: string } {
  const found = calls.find((call) => call.called === called && (name === undefined || call.name === name));
  if (found === undefined) throw new Error(`no call of ${called} was recorded`);
  return found;
}

/** What a span covers, as `file:line before«covered»after`. */
function shown(span: Span): string {
  const line = linesOf(readFixture(join("transforms", relative(ROOT, span.file))))[span.line - 1] ?? "";
  const [start, end] = [span.column - 1, span.endColumn - 1];
  expect(span.endLine).toBe(span.line);
  return `${relative(ROOT, span.file)}:${span.line} ${line.slice(Math.max(0, start - 8), start).trimStart()}«${line.slice(start, end)}»${line.slice(end, end + 3)}`;
}

function pointed(called: string, name?: string, focus?: string): string {
  const place = placeOf(siteOf(called, name), ROOT);
  if (place === undefined) throw new Error(`the call of ${called} has no place`);
  return shown(spanOf(place, focus));
}

describe("without a focus, the name of what is called", () => {
  test.each([
    ["source", "customer_landing", 'landing/customer.ts:4 nding = «source»("c'],
    ["table", "accelerometer_trusted", 'trusted/accelerometer-trusted.ts:10 trusted.«table»("a'],
    ["semiJoin", undefined, "trusted/accelerometer-trusted.ts:13 .«semiJoin»(cu"],
    ["gte", undefined, "trusted/accelerometer-trusted.ts:15 meStamp.«gte»(ag"],
    ["latest", undefined, "curated/loop.ts:8 elation.«latest»({ "],
    ["table", "first_of_customers", "curated/loop.ts:11 curated.«table»(`$"],
    ["table", "union", 'curated/loop.ts:14 curated[«"table"»]("'],
    ["derive", undefined, "curated/loop.ts:17 ?.«derive»?.("],
    ["consent", undefined, 'zones.ts:4 earch = «consent»("r'],
  ])("%s %s", (called, name, expected) => {
    expect(pointed(called, name)).toBe(expected);
  });
});

describe("with a focus, the part of the call that it names", () => {
  test.each([
    ["source", "customer_landing", "unique", "landing/customer.ts:17 «unique»: ["],
    ["source", "customer_landing", "customer_landing", 'landing/customer.ts:4 source(«"customer_landing"», {'],
    ["source", "customer_landing", "email", 'landing/customer.ts:17 nique: [«"email"»],'],
    ["source", "customer_landing", "row.email", "landing/customer.ts:9 «email»: p"],
    ["source", "customer_landing", "format", "landing/customer.ts:6 «format»: j"],
    ["source", "customer_landing", "row.format", "landing/customer.ts:11 «format»: z"],
    ["source", "customer_landing", "address.street", "landing/customer.ts:15 bject({ «street»: z"],
    ["source", "customer_landing", "row.address.postal code", 'landing/customer.ts:15 ring(), «"postal code"»: z'],
    ["source", "customer_landing", "row.address.city", "landing/customer.ts:15 «address»: z"],
    ["source", "accelerometer_landing", "serialNo", "landing/accelerometer.ts:8 columns.«serialNo») }"],
    ["source", "accelerometer_landing", "eventTime", 'landing/accelerometer.ts:9 «eventTime»: "'],
    ["semiJoin", undefined, "user", 'trusted/accelerometer-trusted.ts:14 on: { «user»: "'],
    ["semiJoin", undefined, "emial", 'trusted/accelerometer-trusted.ts:14 { user: «"emial"» },'],
    ["semiJoin", undefined, "anyOwner", 'trusted/accelerometer-trusted.ts:16 «anyOwner»: "'],
    ["semiJoin", undefined, "timeStamp", "trusted/accelerometer-trusted.ts:15 reading.«timeStamp».gt"],
    ["semiJoin", undefined, "shareWithResearchAsOfDate", "trusted/accelerometer-trusted.ts:15 Row, { «shareWithResearchAsOfDate»: a"],
    ["select", "emial", "emial", 'trusted/accelerometer-trusted.ts:13 .select(«"emial"», "'],
    ["filter", undefined, "x", "trusted/accelerometer-trusted.ts:12 reading.«x».is"],
    ["filter", undefined, "y", 'trusted/accelerometer-trusted.ts:12 reading[«"y"»].g'],
    ["dropColumns", undefined, "phone", 'trusted/accelerometer-trusted.ts:18 email", «`phone`»),'],
    ["derive", undefined, "lower", "curated/loop.ts:17 ive?.({ «lower»: ("],
    ["derive", undefined, "email.lower", "curated/loop.ts:17 => row.«lower».lo"],
    ["table", "first_of_customers", "emial", 'curated/loop.ts:11 anding, «"emial"»), '],
    ["latest", undefined, "emial", "curated/loop.ts:8 elation.«latest»({ "],
  ])("%s %s: %s", (called, name, focus, expected) => {
    expect(pointed(called, name, focus)).toBe(expected);
  });
});

describe("where there is no call", () => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-span-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "a.ts");
  writeFileSync(file, "\uFEFFconst early = later;\r\nconst later = [1, 'two',\r\n  `three`];\n");
  const at = (line: number, column: number, of = file): Omit<Span, "file"> => {
    const { file: _, ...span } = spanOf({ file: of, line, column }, "focus");
    return span;
  };

  test("the token", () => {
    expect(at(1, 15)).toEqual({ line: 1, column: 15, endLine: 1, endColumn: 20 });
    expect(at(2, 19)).toEqual({ line: 2, column: 19, endLine: 2, endColumn: 24 });
    expect(at(3, 3)).toEqual({ line: 3, column: 3, endLine: 3, endColumn: 10 });
  });

  test("else the bare place", () => {
    expect(at(1, 16)).toEqual({ line: 1, column: 16, endLine: 1, endColumn: 17 });
    expect(at(1, 1)).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 2 });
    expect(at(1, 80)).toEqual({ line: 1, column: 80, endLine: 1, endColumn: 81 });
    expect(at(40, 2)).toEqual({ line: 40, column: 2, endLine: 40, endColumn: 3 });
    expect(at(2, 5, join(folder, "gone.ts"))).toEqual({ line: 2, column: 5, endLine: 2, endColumn: 6 });
  });
});
