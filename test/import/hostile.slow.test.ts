import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ts } from "ts-morph";
import { afterAll, expect, test } from "vitest";
import { importSources } from "../../dsl/import/import-files.ts";
import { printSources } from "../../dsl/import/print.ts";
import { commentsOf } from "../../dsl/source/comments.ts";
import { bare, calledName, descendants, keyOf, parse } from "../../dsl/source/syntax.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const numRuns = process.env.SLUICE_DEEP === undefined ? 300 : 5000;

const HOSTILE = [
  "*/",
  "/*",
  "//",
  "`",
  "${x}",
  '"',
  "'",
  "\\",
  "\n",
  "\r",
  "\u2028",
  "\u2029",
  "\u202e",
  "\0",
  "@tag",
  "{@link x}",
  ");",
  "process.exit()",
  "--",
  ";",
  "\\u0022",
  "</script>",
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 6 }), fc.constantFrom("a", " ", "word")), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));
const plainName = fc.stringMatching(/^[A-Za-z_@$][A-Za-z0-9_@$-]{0,8}$/);
const name = fc.oneof(
  { weight: 6, arbitrary: plainName },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "then", "__proto__", "toString", "z", "row") },
);

/** What the file says: its imports, calls and identifiers, and the columns with their descriptions. */
function readBack(text: string): {
  readonly columns: readonly (readonly [string, string | undefined])[];
  readonly description: string | undefined;
} {
  const source = parse("a.ts", text);
  expect((source as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics).toEqual([]);
  expect(source.statements.map(({ kind }) => kind)).toEqual([
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.VariableStatement,
  ]);
  for (const node of descendants(source)) {
    if (ts.isCallExpression(node)) expect(CALLS).toContain(calledName(node)?.getText());
    expect(FORBIDDEN).not.toContain(node.kind);
  }
  const calls = descendants(source).filter(ts.isCallExpression);
  const row = calls.find((call) => calledName(call)?.getText() === "object")?.arguments[0];
  const comments = commentsOf("a.ts", text).calls[0];
  const described = new Map(comments?.columns.map((column) => [column.path, column.text]));
  const columns = (row !== undefined && ts.isObjectLiteralExpression(row) ? [...row.properties] : []).map((property) => {
    const key = (property.name === undefined ? undefined : keyOf(property.name)) ?? "";
    const value = ts.isPropertyAssignment(property) ? bare(property.initializer) : undefined;
    const describe =
      value !== undefined && ts.isCallExpression(value) && calledName(value)?.getText() === "describe" ? value.arguments[0] : undefined;
    return [key, described.get(key) ?? (describe !== undefined && ts.isStringLiteral(describe) ? describe.text : undefined)] as const;
  });
  const option = descendants(source).find((node) => ts.isPropertyAssignment(node) && keyOf(node.name) === "description");
  const literal =
    option !== undefined && ts.isPropertyAssignment(option) && ts.isStringLiteral(option.initializer) ? option.initializer.text : undefined;
  return { columns, description: comments?.description ?? literal };
}

const CALLS = [
  "source",
  "json",
  "personal",
  "decimal",
  "epochMillis",
  "object",
  "string",
  "int",
  "email",
  "date",
  "datetime",
  "number",
  "boolean",
  "array",
  "record",
  "optional",
  "describe",
];
const FORBIDDEN = [
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.RegularExpressionLiteral,
];

const inDdl = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

async function imported(file: string, content: string): ReturnType<typeof importSources> {
  const path = join(folder, file);
  writeFileSync(path, content);
  return importSources([path]);
}

const trimmed = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());

test("nothing in a statement becomes code", async () => {
  const columns = fc.uniqueArray(
    fc.record({ name: fc.oneof({ weight: 8, arbitrary: name }, { weight: 1, arbitrary: hostileText }), comment: hostileText }),
    {
      minLength: 1,
      maxLength: 5,
      selector: (column) => column.name.toLowerCase(),
    },
  );
  let written = 0;
  await fc.assert(
    fc.asyncProperty(columns, hostileText, hostileText, async (given, comment, property) => {
      const wellFormed = given.every((column) => column.name.isWellFormed() && column.comment.isWellFormed()) && comment.isWellFormed();
      fc.pre(wellFormed && property.isWellFormed());
      const list = given.map((column) => `\`${column.name.replaceAll("`", "``")}\` string COMMENT ${inDdl(column.comment)}`).join(", ");
      const ddl = `CREATE EXTERNAL TABLE t (${list}) COMMENT ${inDdl(comment)} STORED AS JSONFILE LOCATION 's3://b${property.replace(/['\\/]/g, "")}/p/' TBLPROPERTIES (${inDdl(property)} = ${inDdl(property)})`;
      const { declarations, problems } = await imported("t.sql", ddl);
      const valid = given.every((column) => /^[A-Za-z_@$][A-Za-z0-9_@$-]*$/.test(column.name) && column.name !== "__proto__");
      expect(declarations.length).toBe(valid ? 1 : 0);
      expect(problems.some(({ code }) => code === "import-unsupported")).toBe(!valid);
      if (!valid) return;
      written += 1;
      const text = printSources(declarations.map(({ declaration }) => declaration));
      expect(readBack(text)).toEqual({
        columns: given.map((column) => [column.name, trimmed(column.comment)]),
        description: trimmed(comment),
      });
    }),
    { numRuns },
  );
  expect(written).toBeGreaterThan(numRuns / 5);
});

test("nothing in a sample becomes code", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.oneof(name, hostileText), fc.oneof(hostileText, fc.jsonValue()), { maxKeys: 5 }), { maxLength: 4 }),
      async (rows) => {
        const { declarations, problems } = await imported("s.json", `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
        if (declarations.length === 0) expect(problems.map(({ code }) => code)).toContain("nothing-to-import");
        for (const { declaration } of declarations) {
          const { columns } = readBack(printSources([declaration]));
          const keys = rows.flatMap((row) => Object.keys(row));
          for (const [key] of columns) expect(keys).toContain(key);
        }
      },
    ),
    { numRuns },
  );
});
