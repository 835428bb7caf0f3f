import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";
import { wrappedText } from "../../dsl/diagnostics/wrap.ts";

const WIDTH = 40;
const PATH = `${"folder/".repeat(8)}file.ts`;
const shown = (...lines: readonly string[]): readonly string[] => wrappedText(lines.join("\n"), WIDTH).split("\n");

describe("a text for people is broken between words", () => {
  test("what goes on stands under the last column, or four cells further in, with the bars of its tree", () => {
    expect(shown("  name  string  the name that it has, in full")).toEqual([
      "  name  string  the name that it has, in",
      "                full",
    ]);
    expect(shown("  a_name_that_is_long  string  what it is, said")).toEqual(["  a_name_that_is_long  string  what it", "      is, said"]);
    expect(shown("│  ├─ one two three four five six seven eight")).toEqual(["│  ├─ one two three four five six seven", "│  │      eight"]);
    expect(shown("└─ one two three four five six seven eight")).toEqual(["└─ one two three four five six seven", "       eight"]);
  });

  test("a path, code in backticks and a sign with its word stay whole", () => {
    expect(shown(`  wrote   ${PATH} and more`)).toEqual(["  wrote", `      ${PATH}`, "          and more"]);
    expect(shown("Then run this, and look: `npx sluice compile`.")).toEqual(["Then run this, and look:", "    `npx sluice compile`."]);
    expect(shown("  total  = table_of_the_lake.column_of_it")).toEqual(["  total", "      = table_of_the_lake.column_of_it"]);
  });

  test("colours and the cells of wide characters count as a terminal has them", () => {
    const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
    expect(shown(Array(8).fill(red("word")).join(" "))).toHaveLength(1);
    expect(shown(Array(8).fill("日本語").join(" "))).toHaveLength(2);
  });

  test("every word stays, in its order, and no line of several is too wide", () => {
    const word = fc.oneof(fc.stringMatching(/^[a-z└│日=-]{1,60}$/), fc.constantFrom("`a b`", "`"));
    const gap = fc.constantFrom(" ", "  ", "   ");
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, word), { maxLength: 30 }), fc.integer({ min: 10, max: 90 }), (pieces, width) => {
        const text = pieces.flat().join("");
        const lines = wrappedText(text, width).split("\n");
        const wordsOf = (of: string): readonly string[] => of.split(/[\s│]+/).filter((part) => part !== "");
        expect(wordsOf(lines.join(" "))).toEqual(wordsOf(text));
        for (const line of lines) if (stringWidth(line) > width) expect(line.replace(/^[\s│└]*(?:[-+=] )?/, "")).toMatch(/^\S*$/);
      }),
    );
  });
});

describe("a label goes on", () => {
  const words = "what the schema says of it, and what the table that reads it would have instead";
  const labelled = (line: string, mark: string): readonly string[] => {
    const column = line.indexOf(mark) + 1;
    const place = { file: "a.ts", line: 1, column, endLine: 1, endColumn: column + mark.length };
    const diagnostic = { code: "bug", severity: "error", message: "m", suggestion: null, repairs: [], ...place } as const;
    const note = { message: words, file: "a.ts", line: 1, column };
    const text = renderDiagnostics([{ ...diagnostic, notes: [note] }], new Map([["a.ts", line]]), { colour: false, width: 60, wrap: true });
    return text.split("\n").slice(4, -2);
  };

  test("beside its carets where there is room, else below them", () => {
    expect(labelled("const x = 1;", "x")).toEqual([
      "   |       ^ what the schema says of it, and what the table",
      "   |         that reads it would have instead",
    ]);
    expect(labelled(`${" ".repeat(40)}const x = 1;`, "x")).toEqual([
      "   |                                               ^",
      "   |                                    what the schema says",
      "   |                                    of it, and what the",
      "   |                                    table that reads it",
      "   |                                    would have instead",
    ]);
  });
});
