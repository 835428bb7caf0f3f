import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Problem, Site } from "../../dsl/diagnostics/diagnostic.ts";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";
import { sourcesOf } from "../../dsl/diagnostics/sources.ts";
import { resolveProblems } from "../../dsl/source/resolve.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "sluice-resolve-")));
afterAll(() => rmSync(folder, { recursive: true }));
const root = join(folder, "trans forms é");
mkdirSync(root);
writeFileSync(join(root, "a.ts"), 'export const a = b.semiJoin(c, {\n  on: { user: "emial" },\n});\n');
writeFileSync(join(root, "b.ts"), 'export const b = source("b", {});\n');

const siteAt = (file: string, line: number, column: number): Site => ({
  stack: `Error\n    at file:///elsewhere/dsl/index.ts:1:1\n    at ${pathToFileURL(join(root, file))}?sluice=2:${line}:${column}\n    at async x (node:internal:1:1)`,
});

const unknown: Problem<"unknown-column"> = {
  code: "unknown-column",
  parameters: { column: "emial", relation: "c", existing: ["email", "serialNumber"] },
  site: siteAt("a.ts", 1, 20),
  focus: "emial",
};

test("words, spans and notes, as --json gives them", async () => {
  const problem: Problem = {
    ...unknown,
    notes: [{ message: "declared here", site: siteAt("b.ts", 1, 18), focus: "b" }, { message: "no place" }],
  };
  expect(await resolveProblems([problem], root, folder)).toEqual([
    {
      code: "unknown-column",
      severity: "error",
      message: "c has no column `emial`",
      file: "trans forms é/a.ts",
      line: 2,
      column: 15,
      endLine: 2,
      endColumn: 22,
      suggestion: "did you mean `email`?",
      notes: [
        { message: "declared here", file: "trans forms é/b.ts", line: 1, column: 25 },
        { message: "no place", file: null, line: null, column: null },
      ],
      repairs: [
        {
          shown: "email",
          isSafe: true,
          edits: [{ file: "trans forms é/a.ts", line: 2, column: 16, endLine: 2, endColumn: 21, text: "email" }],
        },
      ],
    },
  ]);
});

test("sorted by file, line, column and code, what has no place last; exact repeats go", async () => {
  const at = (file: string, line: number, column: number, code: "no-columns" | "invalid-declaration" = "no-columns"): Problem =>
    code === "no-columns"
      ? { code, parameters: { relation: "r" }, site: { file: join(root, file), line, column, endLine: line, endColumn: column + 1 } }
      : { code, parameters: { what: "r", reason: "it is" }, site: { file, line, column, endLine: line, endColumn: column + 1 } };
  const problems = [
    { code: "no-columns", parameters: { relation: "nowhere" } } satisfies Problem<"no-columns">,
    at("b.ts", 1, 1),
    at("a.ts", 10, 1),
    at("a.ts", 9, 10),
    at("a.ts", 9, 2),
    at("trans forms é/a.ts", 9, 2, "invalid-declaration"),
    at("b.ts", 1, 1),
  ];
  const diagnostics = await resolveProblems(problems, root, folder);
  expect(diagnostics.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`)).toEqual([
    "invalid-declaration trans forms é/a.ts:9:2",
    "no-columns trans forms é/a.ts:9:2",
    "no-columns trans forms é/a.ts:9:10",
    "no-columns trans forms é/a.ts:10:1",
    "no-columns trans forms é/b.ts:1:1",
    "no-columns null:null:null",
  ]);
  expect(await resolveProblems([...problems].reverse(), root, folder)).toEqual(diagnostics);
});

test("a stack that never comes by the transforms has no place", async () => {
  const [diagnostic] = await resolveProblems([{ ...unknown, site: { stack: "Error\n    at file:///elsewhere/a.ts:1:1" } }], root, folder);
  expect(diagnostic).toMatchObject({ file: null, line: null, column: null, endLine: null, endColumn: null });
});

test("a transforms folder and a working folder behind symbolic links", async () => {
  symlinkSync(root, join(folder, "link"));
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "sluice-resolve-")));
  symlinkSync(folder, join(outside, "cwd"));
  const [diagnostic] = await resolveProblems([unknown], join(folder, "link"), join(outside, "cwd"));
  expect(diagnostic?.file).toBe("trans forms é/a.ts");
  const [beside] = await resolveProblems([unknown], root, join(folder, "other"));
  expect(beside?.file).toBe("../trans forms é/a.ts");
  rmSync(outside, { recursive: true });
});

test("rendered with the sources of the working folder", async () => {
  const gone = siteAt("gone.ts", 3, 1);
  const diagnostics = await resolveProblems(
    [
      {
        ...unknown,
        notes: [
          { message: "the left side", site: siteAt("a.ts", 1, 20) },
          { message: "lost", site: gone },
        ],
      },
    ],
    root,
    folder,
  );
  expect(renderDiagnostics(diagnostics, sourcesOf(diagnostics, folder), { colour: false })).toBe(
    `
error[unknown-column]: c has no column \`emial\`
  --> trans forms é/a.ts:2:15
   |
 2 |   on: { user: "emial" },
   |               ^^^^^^^
   |
note: the left side
  --> trans forms é/a.ts:1:20
   |
 1 | export const a = b.semiJoin(c, {
   |                    ^^^^^^^^
   |
note: lost
  --> trans forms é/gone.ts:3:1
   = help: did you mean \`email\`?

1 error`.trimStart(),
  );
});
