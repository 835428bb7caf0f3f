import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const directory = fileURLToPath(new URL(".", import.meta.url));
const COLUMNS = [
  "z.string()",
  "z.email()",
  "z.number().min(0)",
  "z.int().optional()",
  "z.boolean()",
  "epochMillis()",
  "z.iso.date().nullable()",
  "decimal(10, 2)",
  "z.enum(['a', 'b'])",
  'personal("name", z.string())',
];

const declaration = (columns: number, kinds: readonly string[]): string => `
import { z } from "zod";
import type { Field } from "../../dsl/schema/field.ts";
import type { FieldsOf } from "../../dsl/schema/fields-of.ts";
import { decimal, epochMillis, personal } from "../../dsl/schema/helpers.ts";
export type { Field, FieldsOf };
export const helpers = [decimal, epochMillis, personal];
export const row = z.object({ ${Array.from({ length: columns }, (_, i) => `c${i}: ${kinds[i % kinds.length]}`).join(", ")} });
`;
const SHAPE = `export declare const fields: (typeof row)["shape"]; export const c1 = fields.c1;`;
const FIELDS = `export declare const fields: FieldsOf<(typeof row)["shape"]>; export const c1: "c1" = (fields as Extract<typeof fields, Field<"c1">>).name;`;

const libraries = new Map<string, ts.SourceFile | undefined>();

/** The type instantiations that checking the text takes, which must be without errors. */
function instantiations(text: string): number {
  const path = `${directory}fields-of.probe.ts`;
  const { config } = ts.readConfigFile(fileURLToPath(new URL("../../tsconfig.json", import.meta.url)), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, fileURLToPath(new URL("../..", import.meta.url)));
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => {
    if (name === path) return ts.createSourceFile(name, text, version);
    if (!libraries.has(name)) libraries.set(name, read(name, version));
    return libraries.get(name);
  };
  const program = ts.createProgram([path], options, host);
  const probe = program.getSourceFile(path);
  expect(
    ts.formatDiagnostics(program.getSemanticDiagnostics(probe), {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => directory,
      getNewLine: () => "\n",
    }),
  ).toBe("");
  return program.getInstantiationCount();
}

describe("FieldsOf costs little beyond zod's own types", () => {
  it.each([
    ["50 plain columns", 50, ["z.string()"], 1000],
    ["50 columns of many kinds", 50, COLUMNS, 2000],
    ["300 columns of many kinds", 300, COLUMNS, 6000],
  ] as const)("%s", (_, columns, kinds, budget) => {
    const row = declaration(columns, kinds);
    expect(instantiations(row + FIELDS) - instantiations(row + SHAPE)).toBeLessThan(budget);
  });
});
