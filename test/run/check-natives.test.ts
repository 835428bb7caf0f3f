import { expect, test } from "vitest";
import type { NativeExpression } from "../../dsl/expressions/native.ts";
import { readNativeText } from "../../dsl/expressions/native-text.ts";
import type { TablePlan } from "../../dsl/operations/lake.ts";
import { checkNatives } from "../../dsl/run/check-natives.ts";
import type { ColumnType } from "../../dsl/schema/column-type.ts";
import { connect } from "../backends/duckdb/support.ts";

const tableWith = (duckdb: string, type: ColumnType): TablePlan => {
  const native: NativeExpression = {
    op: "native",
    type,
    inputs: [{ name: "a", expression: { op: "column", name: "text" } }],
    spark: "a",
    duckdb,
  };
  return {
    name: "made",
    zone: "trusted",
    file: "transforms/made.ts",
    format: { kind: "iceberg" },
    partitionBy: [],
    personal: {},
    columns: [],
    relation: {
      op: "filter",
      input: { op: "read", table: "samples", columns: [{ name: "text", type: { kind: "string" }, nullable: true }] },
      where: { op: "call", function: "isNull", arguments: [native] },
    },
  };
};

test.each([
  ["levenshtein(a, 'b')", "int64"],
  ["a::INTEGER", "int32"],
  ["CASE WHEN a IS NOT DISTINCT FROM 'x' THEN true END", "boolean"],
] as const)("%s gives %s", async (text, kind) => {
  await checkNatives(await connect(), [tableWith(text, { kind })]);
});

test.each([
  ["levenshtein(a, 'b')", "int32", "gives BIGINT, not INTEGER"],
  ["NULL = a", "string", "gives BOOLEAN, not VARCHAR"],
  ["levenstein(a, 'b')", "int64", /^is not taken: Scalar Function with name levenstein does not exist/],
  ["a +", "int64", /^is not taken: syntax error/],
  ["stddev(length(a))", "double", /^is not taken: aggregates are not allowed/],
] as const)("%s as %s is refused before anything is computed", async (text, kind, fault) => {
  const refusal = checkNatives(await connect(), [tableWith(text, { kind })]);
  await expect(refusal).rejects.toMatchObject({
    problems: [
      {
        code: "native-broken",
        parameters: {
          table: "made",
          file: "transforms/made.ts",
          text,
          fault: typeof fault === "string" ? fault : expect.stringMatching(fault),
        },
      },
    ],
  });
});

test.each([
  "a; drop table t",
  "(from 'file.csv')",
  "a || from ('file.csv')",
  "select(a)",
  "$1",
  "{a}",
  "a\\b",
  "é(a)",
  "a /* b */",
  "getvariable('pseudonym_inner_research') || a",
  "now() || a",
  "'open || a",
  "a]",
  "(a",
  "a.b.c || b",
  "a over (partition by 1)",
])("a text that reads more than its inputs, or is more than an expression, is not accepted: %s", (text) => {
  for (const engine of ["spark", "duckdb"] as const) expect(readNativeText(engine, text, ["a"])).toHaveProperty("fault");
});

test.each(["'; --' || a".replace("--", "-"), "a.city", "concat(a, ')')", "a is distinct from (a)", "cast(a as decimal(10,2))", "a[1]"])(
  "%s is accepted",
  (text) => {
    for (const engine of ["spark", "duckdb"] as const) expect(readNativeText(engine, text, ["a"])).toHaveProperty("tokens");
  },
);
