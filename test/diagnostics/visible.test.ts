import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { previewQuery } from "../../dsl/backends/glue/named-query.ts";
import { tableInput } from "../../dsl/backends/glue/table-input.ts";
import { chunksOf } from "../../dsl/catalog/chunks.ts";
import { codeSpan, codeTag } from "../../dsl/change/show/code-span.ts";
import { progressLine } from "../../dsl/cli/progress-line.ts";
import { textTable } from "../../dsl/cli/text-table.ts";
import { jsonText } from "../../dsl/compiler/json-text.ts";
import { privacyMarkdown } from "../../dsl/compiler/privacy-markdown.ts";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import { excerptOf } from "../../dsl/diagnostics/excerpt.ts";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";
import { visible, visibleJson, visibleLine, visibleText } from "../../dsl/diagnostics/visible.ts";
import { STRING } from "../../dsl/schema/column-type.ts";

/** What a reader does not see, or a terminal obeys, of each kind. */
const HIDDEN: Readonly<Record<string, string>> = {
  "a zero-width space": "\u200b",
  "a soft hyphen": "\u00ad",
  "a word joiner": "\u2060",
  "a joiner between letters that do not join": "\u200d",
  "a bidi override": "\u202e",
  "a bidi isolate": "\u2066",
  "an Arabic letter mark": "\u061c",
  "a byte order mark": "\ufeff",
  "a variation selector": "\ufe01",
  "an ideographic variation selector": "\u{e0100}",
  "a tag": "\u{e0041}",
  "an interlinear annotation": "\ufff9",
  "a Mongolian vowel separator": "\u180e",
  "a Hangul filler": "\u3164",
  "a line separator": "\u2028",
  "a paragraph separator": "\u2029",
  "a next line": "\u0085",
  "a control sequence introducer": "\u009b",
  "a lone surrogate": "\ud800",
  "a noncharacter": "\ufffe",
};
const nameOf = (character: string): string => `<U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}>`;

/** Written in the scripts that need them, these hide nothing. */
const ORDINARY =
  "naïve e\u0301 日本語 한국어 שלום مرحبا می\u200cخواهم ක්\u200dෂ 👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 🇩🇪 👍🏽 “a” – b\u00a0c";

describe.each(Object.entries(HIDDEN))("%s", (_, hidden) => {
  const text = `pass${hidden}word`;
  const shown = `pass${nameOf(hidden)}word`;

  test("is shown in lines, texts, tables and messages", () => {
    for (const show of [visible, visibleText, visibleLine]) expect(show(text)).toBe(shown);
    expect(textTable([[text]])).toBe(shown);
    expect(wordsOf("cannot-read", { path: text, reason: "it is a folder" }).message).toContain(shown);
    const stream = new PassThrough();
    progressLine(stream as unknown as NodeJS.WriteStream).log(text);
    expect(String(stream.read())).toBe(`${shown}\n`);
  });

  test("is shown in comments of a pull request and in reports", () => {
    expect(codeSpan(text)).toBe(`\`${shown}\``);
    expect(codeTag(text)).toBe(`<code>${shown.replace("<", "&#60;").replace(">", "&#62;")}</code>`);
    const report = {
      tables: [],
      native: [],
      assumptions: [],
      acknowledgements: [{ kind: "many", table: "t", reason: text, accepts: [text] }],
    };
    const markdown = privacyMarkdown(report as unknown as Parameters<typeof privacyMarkdown>[0]);
    expect(markdown.split("\n").filter((line) => line.includes(shown))).toHaveLength(2);
  });

  test("is an escape in JSON, which still means the same", () => {
    const json = jsonText({ [text]: text });
    expect(visible(json.trim())).toBe(json.trim());
    expect(JSON.parse(json)).toEqual({ [text]: text });
  });

  test("is shown in queries, and an escape in table.json", () => {
    const table = {
      name: "t",
      zone: "z",
      description: text,
      format: { kind: "json" },
      columns: [{ name: "a", type: STRING, nullable: false, description: text }],
    } as const;
    expect(previewQuery(table).split("\n")[0]).toBe(`-- ${shown}`);
    expect(tableInput(table).StorageDescriptor.Columns[0]?.Comment).toBe(text);
  });

  test("is shown in the author's line, with the marks below what is meant", () => {
    const line = `${text} = emial;`;
    const at = line.indexOf("emial");
    expect(excerptOf(line, at, at + 5, 80)).toEqual({ text: `${shown} = emial;`, column: shown.length + 3, width: 5 });
  });

  test("is shown on the pages of the catalog", () => {
    const catalog = { zones: [], consents: [], run: null, start: "", tables: [], assumptions: [], native: [{ spark: text }] };
    const [, script = ""] =
      [...chunksOf(catalog as unknown as Parameters<typeof chunksOf>[0])].find(([, chunk]) => chunk.includes("pass")) ?? [];
    expect(script).toContain(shown);
    expect(visible(script.trim())).toBe(script.trim());
  });
});

test("ordinary text of any language stays as it is", () => {
  for (const show of [visible, visibleText, visibleLine, visibleJson])
    expect(show(ORDINARY.replace("\u00a0", " "))).toBe(ORDINARY.replace("\u00a0", " "));
  expect(visible(ORDINARY)).toBe(ORDINARY);
});

test.each(["\n", "\r", "\r\n", "\u001b[2J", "\u0007", "\b", "\u0085", "\u2028"])(
  "%j in a name neither starts a line nor drives the terminal",
  (text) => {
    const path = `lake${text}::error::owned`;
    const { message, help } = wordsOf("no-lake", { folder: path });
    const diagnostic = { code: "no-lake", severity: "error", message, suggestion: help ?? null, notes: [], repairs: [] } as const;
    const place = { file: null, line: null, column: null, endLine: null, endColumn: null };
    const said = renderDiagnostics([{ ...diagnostic, ...place }], new Map(), { colour: false });
    expect(said.split("\n").filter((line) => line.startsWith("::") || line.startsWith("owned"))).toEqual([]);
    expect(stripVTControlCharacters(said)).toBe(said);
    expect(said.split("\n")[0]).toBe(`error[no-lake]: ${visible(path)} holds no lake yet`);
  },
);

test("no generated file of any scenario hides anything", () => {
  const root = join(import.meta.dirname, "../scenarios");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
    /[/]generated[/].*[.]|explain[.]txt$|diagnostics[.]txt$/.test(path),
  );
  expect(files.length).toBeGreaterThan(100);
  const hides = files.filter((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return visibleText(text) !== text;
  });
  expect(hides).toEqual([]);
});
