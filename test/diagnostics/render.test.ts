import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { wantsColour } from "../../dsl/diagnostics/paint.ts";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";

const SOURCES = new Map([
  [
    "transforms/trusted/accelerometer-trusted.ts",
    `import { trusted } from "../zones.ts";
import { accelerometerLanding } from "../landing/accelerometer.ts";
import { customerTrusted } from "./customer-trusted.ts";

/** Readings taken while their customer agreed to research. */
export const accelerometerTrusted = trusted.table("accelerometer_trusted", {
  from: accelerometerLanding.semiJoin(customerTrusted, { on: { user: "email" } }),
});
`,
  ],
  ["transforms/zones.ts", '\n\n\nexport const trusted = zone("trusted", { requires: research });\n'],
  ["wide.ts", '\t/* 日本 😀 */ derive({ "é": "ﬁ👨‍👩‍👧‍👦" }),\t// end\nx\u001b[31mred\u0007\u202e = "emial";\r\nlast();'],
  ["long.ts", `const columns = [${Array.from({ length: 40 }, (_, i) => `"column${i}"`).join(", ")}];\n`],
  ["lines.ts", ["a(`", "  one", "", "\ttwo", "  three", "  four", "`, b);"].join("\n")],
]);

const diagnostic = (fields: Partial<Diagnostic>): Diagnostic => ({
  code: "invalid-declaration",
  severity: "error",
  message: "it is wrong",
  file: null,
  line: null,
  column: null,
  endLine: null,
  endColumn: null,
  suggestion: null,
  notes: [],
  repairs: [],
  ...fields,
});

const at = (file: string, line: number, column: number, endLine = line, endColumn = column + 1): Partial<Diagnostic> => ({
  file,
  line,
  column,
  endLine,
  endColumn,
});

/** The rendering without the count, each line after a `|`, so that the margin of this file does not matter. */
function rendered(fields: Partial<Diagnostic>, width?: number): string {
  const lines = renderDiagnostics([diagnostic(fields)], SOURCES, { colour: false, ...(width === undefined ? {} : { width }) }).split("\n");
  expect(lines.slice(-2)).toEqual(["", fields.severity === "warning" ? "1 warning" : "1 error"]);
  return `\n${lines.slice(0, -2).join("\n")}\n`;
}

describe("a frame", () => {
  test("with a label, remarks and a way out", () => {
    const place = at("transforms/trusted/accelerometer-trusted.ts", 7, 30, 7, 38);
    expect(
      rendered({
        message: "accelerometer_trusted keeps readings taken before their customer agreed",
        ...place,
        suggestion: "add `where: (reading, customer) => reading.timeStamp.gte(customer.shareWithResearchAsOfDate)`",
        notes: [
          { message: "missing: shareWithResearchAsOfDate <= timeStamp", file: null, line: null, column: null },
          { message: "proven here: the customer agreed, at some time", file: place.file ?? null, line: 7, column: 30 },
          { message: "trusted requires `research` at the time of the reading", file: "transforms/zones.ts", line: 4, column: 24 },
        ],
      }),
    ).toBe(`
error[invalid-declaration]: accelerometer_trusted keeps readings taken before their customer agreed
  --> transforms/trusted/accelerometer-trusted.ts:7:30
   |
 7 |   from: accelerometerLanding.semiJoin(customerTrusted, { on: { user: "emai…
   |                              ^^^^^^^^ proven here: the customer agreed, at some time
   |
   = missing: shareWithResearchAsOfDate <= timeStamp
note: trusted requires \`research\` at the time of the reading
  --> transforms/zones.ts:4:24
   |
 4 | export const trusted = zone("trusted", { requires: research });
   |                        ^^^^
   |
   = help: add \`where: (reading, customer) => reading.timeStamp.gte(customer.shareWithResearchAsOfDate)\`
`);
  });

  test("stands below the text whatever its characters are wide", () => {
    expect(rendered(at("wide.ts", 1, 23, 1, 26))).toBe(`
error[invalid-declaration]: it is wrong
  --> wide.ts:1:23
   |
 1 |     /* 日本 😀 */ derive({ "é": "ﬁ👨‍👩‍👧‍👦" }),    // end
   |                            ^^^
`);
    expect(rendered(at("wide.ts", 1, 28, 1, 42))).toBe(`
error[invalid-declaration]: it is wrong
  --> wide.ts:1:28
   |
 1 |     /* 日本 😀 */ derive({ "é": "ﬁ👨‍👩‍👧‍👦" }),    // end
   |                                 ^^^^^
`);
  });

  test("shows control characters, and is not moved by them", () => {
    expect(rendered({ ...at("wide.ts", 2, 15, 2, 22), message: "no \u001b[1mbold\u001b[0m, no\ttab,\nno \u0085 or \u2028" })).toBe(`
error[invalid-declaration]: no ␛[1mbold␛[0m, no␉tab,
    no <U+0085> or <U+2028>
  --> wide.ts:2:15
   |
 2 | x␛[31mred␇<U+202E> = "emial";
   |                      ^^^^^^^
`);
  });

  test("of a long line shows the part around the span", () => {
    expect(rendered(at("long.ts", 1, 29, 1, 38), 50)).toBe(`
error[invalid-declaration]: it is wrong
  --> long.ts:1:29
   |
 1 | const columns = ["column0", "column1", "colu…
   |                             ^^^^^^^^^
`);
    expect(rendered(at("long.ts", 1, 272, 1, 282), 50)).toBe(`
error[invalid-declaration]: it is wrong
  --> long.ts:1:272
   |
 1 | …0", "column21", "column22", "column23", "co…
   |                  ^^^^^^^^^^
`);
    expect(rendered(at("long.ts", 1, 476, 1, 486), 50)).toBe(`
error[invalid-declaration]: it is wrong
  --> long.ts:1:476
   |
 1 | …umn36", "column37", "column38", "column39"];
   |                                  ^^^^^^^^^^
`);
    expect(rendered(at("long.ts", 1, 95, 1, 400), 50)).toBe(`
error[invalid-declaration]: it is wrong
  --> long.ts:1:95
   |
 1 | …"column7", "column8", "column9", "column10"…
   |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`);
  });

  test("over several lines, and over many", () => {
    expect(rendered({ ...at("lines.ts", 1, 3, 4, 5), notes: [{ message: "here", file: "lines.ts", line: 1, column: 3 }] })).toBe(`
error[invalid-declaration]: it is wrong
  --> lines.ts:1:3
   |
 1 | a(\`
   |   ^
 2 |   one
   |   ^^^
 3 |
 4 |     two
   |     ^^^ here
`);
    expect(rendered(at("lines.ts", 1, 3, 7, 2))).toBe(`
error[invalid-declaration]: it is wrong
  --> lines.ts:1:3
   |
 1 | a(\`
   |   ^
 2 |   one
   |   ^^^
 3 |
 ...
 7 | \`, b);
   | ^
`);
    expect(rendered(at("lines.ts", 1, 3, 3, 1))).toBe(`
error[invalid-declaration]: it is wrong
  --> lines.ts:1:3
   |
 1 | a(\`
   |   ^
 2 |   one
   |   ^^^
`);
  });

  test("at the end of a line, past it, and where there is no such line or file", () => {
    expect(rendered(at("wide.ts", 3, 8))).toBe(`
error[invalid-declaration]: it is wrong
  --> wide.ts:3:8
   |
 3 | last();
   |        ^
`);
    expect(rendered(at("wide.ts", 3, 80))).toBe(`
error[invalid-declaration]: it is wrong
  --> wide.ts:3:80
   |
 3 | last();
   |        ^
`);
    expect(rendered({ ...at("wide.ts", 30, 80), suggestion: "look" })).toBe(`
error[invalid-declaration]: it is wrong
   --> wide.ts:30:80
    = help: look
`);
    expect(rendered({ ...at("gone\u001b.ts", 3, 80), notes: [{ message: "label", file: "gone\u001b.ts", line: 3, column: 80 }] })).toBe(`
error[invalid-declaration]: it is wrong
  --> gone␛.ts:3:80
   = label
`);
  });
});

describe("a message", () => {
  test("without a place", () => {
    expect(rendered({ severity: "warning", message: "two\nlines", suggestion: "do this\r\nor that" })).toBe(`
warning[invalid-declaration]: two
    lines
   = help: do this
     or that
`);
  });

  test("numbers of several frames stand in one column", () => {
    const note = { message: "and here", file: "transforms/zones.ts", line: 4, column: 14 };
    const sources = new Map([...SOURCES, ["far.ts", `${"\n".repeat(1233)}far();`]]);
    expect(renderDiagnostics([diagnostic({ ...at("far.ts", 1234, 1, 1234, 4), notes: [note] })], sources, { colour: false })).toBe(
      `
error[invalid-declaration]: it is wrong
     --> far.ts:1234:1
      |
 1234 | far();
      | ^^^
      |
note: and here
     --> transforms/zones.ts:4:14
      |
    4 | export const trusted = zone("trusted", { requires: research });
      |              ^^^^^^^

1 error`.trimStart(),
    );
  });

  test("several are set apart and counted", () => {
    const [wrong, odd] = [diagnostic({}), diagnostic({ severity: "warning", message: "it is odd" })];
    expect(renderDiagnostics([wrong, wrong, odd], SOURCES, { colour: false })).toBe(
      `
error[invalid-declaration]: it is wrong

error[invalid-declaration]: it is wrong

warning[invalid-declaration]: it is odd

2 errors, 1 warning`.trimStart(),
    );
    expect(renderDiagnostics([], SOURCES, { colour: false })).toBe("");
  });

  test("in colour is the same text with colours", () => {
    const all = [
      diagnostic({
        ...at("wide.ts", 2, 15, 2, 22),
        suggestion: "do",
        notes: [{ message: "see", file: "transforms/zones.ts", line: 4, column: 14 }],
      }),
      diagnostic({ severity: "warning" }),
    ];
    const coloured = renderDiagnostics(all, SOURCES, { colour: true });
    expect(coloured).toContain("\u001b[31m");
    expect(coloured).toContain("\u001b[33m");
    expect(stripVTControlCharacters(coloured)).toBe(renderDiagnostics(all, SOURCES, { colour: false }));
  });
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: "dumb" }, true, false],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ FORCE_COLOR: "false" }, true, false],
])("colour with %o, on a terminal %s: %s", (environment: Record<string, string>, isTerminal, expected) => {
  expect(wantsColour(environment, isTerminal)).toBe(expected);
});
