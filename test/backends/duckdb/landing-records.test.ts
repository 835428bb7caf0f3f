import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type RecordSpan, recordsOf, recordsOfBroken } from "../../../dsl/backends/duckdb/landing/records.ts";

/** A line and its records; a code unit stands for a byte. The Python runtime is tested with the same. */
interface Case {
  readonly line: string;
  readonly records: readonly { readonly text: string; readonly fault: string | null }[];
}

const CASES: readonly Case[] = JSON.parse(readFileSync(new URL("../../spark/records.json", import.meta.url), "utf8"));

const spansOf = (line: Buffer): readonly RecordSpan[] => [...(isUtf8(line) ? recordsOf(line) : recordsOfBroken(line))];

const told = (line: string): Case["records"] => {
  const bytes = Buffer.from(line, "latin1");
  return spansOf(bytes).map(({ start, end, fault }) => ({ text: bytes.toString("latin1", start, end), fault: fault ?? null }));
};

test(`the records of ${CASES.length} lines, and why some are none`, () => {
  expect(CASES.map(({ line }) => ({ line, records: told(line) }))).toEqual(CASES);
});

describe("depth", () => {
  const brackets = (pairs: number, inner = ""): string => `{"a":${"[".repeat(pairs)}${inner}${"]".repeat(pairs)}}`;
  const GOOD = '{"a":1}';

  test("a record that is too deep is one bad record, and its neighbours are none", () => {
    const objects = `${'{"b":'.repeat(501)}1${"}".repeat(501)}`;
    for (const deep of [brackets(500), brackets(500, "1"), objects])
      expect(told(`${GOOD}${deep} ${GOOD}`).map(({ text, fault }) => [text, fault])).toEqual([
        [GOOD, null],
        [deep, "nested deeper than 500"],
        [GOOD, null],
      ]);
    for (const flat of [brackets(499), `{"a":[${Array(600).fill("[]").join()}]}`, `{"a":"${"[".repeat(600)}\\"${"{".repeat(600)}"}`])
      expect(told(flat + GOOD).map(({ fault }) => fault)).toEqual([null, null]);
  });

  test("what is too deep and no JSON has the fault of the JSON, however deep it is", () => {
    expect(told(`{"a":${"[".repeat(1_000_000)}`)[0]?.fault).toBe("an object that does not end on its line");
    expect(told(`{"a":${"[".repeat(5000)}}`)[0]?.fault).toBe("not JSON at }");
  });
});
