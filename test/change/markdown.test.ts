import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLASSES, changeOf } from "../../dsl/change/change.ts";
import type { ChangeReport, Told } from "../../dsl/change/report.ts";
import { say } from "../../dsl/change/sentence.ts";
import { changeMarkdown } from "../../dsl/change/show/markdown.ts";
import { changeText } from "../../dsl/cli/change-text.ts";

const PIECES = [
  "<script>",
  "</details>",
  "<!-- sluice plan -->",
  "`",
  "``",
  "\n",
  "\r\n",
  "\t",
  "@everyone",
  "#1",
  "**",
  "[a](b)",
  "|",
  "\\",
  "\u001b[31m",
  "\u009b2J",
  "\u202e",
  "\u2028",
  "😀",
  "\ud800",
  "x",
  " ",
  "https://evil.example",
  ":tada:",
  "&lt;",
];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((pieces) => pieces.join(""));

const kinds = fc.constantFrom("column-dropped", "rows-changed", "consent-lost", "exception-added", "table-described", "files-changed");
const told = fc
  .tuple(kinds, hostile, hostile, hostile, hostile, fc.array(hostile, { maxLength: 9 }), fc.option(hostile))
  .map(([kind, table, column, before, after, notes, reason]): Told => {
    const change = changeOf(kind as never, table, { column, before, after, notes: notes.map((note) => say`because: ${note}`) });
    return { ...change, sentence: [], identity: `${kind} ${table}`, reason };
  });

const reports = fc
  .tuple(fc.array(told, { maxLength: 40 }), hostile, fc.integer({ min: 1, max: 400 }))
  .map(([changes, name, times]): ChangeReport => {
    const many = changes.flatMap((change) => Array.from({ length: times }, () => change)).slice(0, 300);
    const felt = many.map(({ table }) => ({ table: table ?? "", rows: true, columns: [name, name], through: [name] }));
    const right = { purpose: "ReadTables", actions: ["s3:GetObject"], on: name };
    return {
      base: name,
      head: name,
      changes: many,
      downstream: felt,
      rights: many.map(({ table }) => ({ table: table ?? "", gained: [right], lost: [right] })),
      scripts: Object.fromEntries(many.map(({ table }) => [table ?? "", `${name}/job.py`])),
      jobs: {
        glue: "6.0",
        price: 0.308,
        dpu: 2,
        workers: "2 x G.1X",
        leastSeconds: 60,
        cost: 1,
        jobs: felt.map(({ table }) => ({ table, why: "changed", seconds: null, cost: 1 })),
      },
      rows: {
        landing: name,
        failed: { base: name },
        tables: felt.map(({ table }) => ({ table, before: 1, after: 2, gone: 0, new: 1, share: 0.5, comparedBy: [] })),
      },
      unacknowledged: many,
      stale: many.map(({ identity }) => ({ change: identity, reason: name })),
    };
  });

/** What is left of Markdown when what stands in code is taken out, as CommonMark reads code spans: from a run of backticks to the next as long. */
function withoutCode(markdown: string): string {
  const left = markdown
    .replaceAll(/<code>[^<>]*<\/code>/g, "")
    .replaceAll(/(?<!`)(`+)(?!`)([\s\S]*?)(?<!`)\1(?!`)/g, (_, __, inside: string) => {
      if (inside.includes("\n")) throw new Error(`a code span goes on in the next line: ${inside}`);
      return "";
    });
  expect(left, "every code span has its end").not.toContain("`");
  return left;
}

const OWN_TAGS = /<!-- sluice plan -->|<\/?details>|<\/?summary>|<\/?b>/g;
const RUNS = { numRuns: process.env.SLUICE_DEEP === undefined ? 200 : 1000 };

describe("whatever changes, and whatever names and texts are made of", () => {
  test("the comment has less than 65,000 characters, and all that is not ours stands in it as code", { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(reports, (report) => {
        const markdown = changeMarkdown(report, {
          file: "transforms/breaks.json",
          diff: { url: "https://github.example/o/r/pull/1/files", below: "generated/" },
        });
        expect(markdown.length).toBeLessThan(65_000);
        const left = withoutCode(markdown);
        expect(left.split("<details>").length).toBe(left.split("</details>").length);
        expect(left.replaceAll(OWN_TAGS, "")).not.toMatch(/[<>@\\|]|evil|tada|\u001b|\u009b|\u202e|\u2028|\ud800(?![\udc00-\udfff])/);
      }),
      RUNS,
    );
  });

  test("the terminal is told nothing but text", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const text = changeText(report, { colour: false, width: 80, file: "transforms/breaks.json" });
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029]/);
      }),
      { numRuns: 8 },
    );
  });
});

test("a change of every class is counted", () => {
  expect(CLASSES).toEqual(["breaking", "privacy", "widening", "additive", "wording"]);
});
