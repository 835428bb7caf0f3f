import fc from "fast-check";
import { expect, test } from "vitest";
import { tableIdentifier } from "../../../dsl/backends/pyspark/names.ts";
import type { Expression } from "../../../dsl/expressions/expression.ts";
import type { LoweredNode } from "../../../dsl/operations/lowered.ts";
import type { RelationNode } from "../../../dsl/operations/relation.ts";
import { call, column, functionOf, joined, literal, measure, project, read, scriptOf } from "./plans.ts";
import { anyText } from "./random-trees.ts";
import { PYTHON, parsedByPython, RUFF, ruffSays } from "./tools.ts";

const accelerometer = read("accelerometer_landing", {
  timeStamp: { kind: "epochMillis" },
  user: { kind: "string" },
  x: { kind: "double" },
  y: { kind: "double" },
  z: { kind: "double" },
});
const customers = read("customer_trusted", {
  email: { kind: "string" },
  phone: { kind: "string" },
  shareWithResearchAsOfDate: { kind: "epochMillis" },
});

const accelerometerTrusted = project(
  joined(
    "semiJoin",
    accelerometer,
    project(customers, "email", "shareWithResearchAsOfDate"),
    { user: "email" },
    {
      where: call("gte", column("timeStamp", "left"), column("shareWithResearchAsOfDate", "right")),
      rows: { left: "reading", right: "customer" },
    },
  ),
  "timeStamp",
  "user",
  "x",
  "y",
  "z",
);

const ACCELEROMETER_TRUSTED = `# @generated from transforms/trusted/accelerometer-trusted.ts.
# Change that file, then run \`npx sluice compile\`.
"""accelerometer_trusted (trusted): readings taken while their customer agreed to research."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def accelerometer_trusted(
    accelerometer_landing: DataFrame, customer_trusted: DataFrame
) -> DataFrame:
    reading = accelerometer_landing.alias("reading")
    customer = customer_trusted.select("email", "shareWithResearchAsOfDate").alias("customer")
    return reading.join(
        customer,
        (F.col("reading.user") == F.col("customer.email"))
        & (F.col("reading.timeStamp") >= F.col("customer.shareWithResearchAsOfDate")),
        "left_semi",
    ).select("timeStamp", "user", "x", "y", "z")


if __name__ == "__main__":
    sluice.run(accelerometer_trusted)
`;

test("a job reads as a careful person's PySpark", () => {
  const table = {
    name: "accelerometer_trusted",
    file: "transforms/trusted/accelerometer-trusted.ts",
    description: "readings taken while their customer agreed to research.",
  };
  expect(scriptOf(accelerometerTrusted, table)).toBe(ACCELEROMETER_TRUSTED);
});

test("a job imports what it uses and nothing else", () => {
  const imports = (relation: LoweredNode): readonly string[] => scriptOf(relation).match(/^(?:from|import) .*$/gm) ?? [];
  expect(imports(customers)).toEqual(["from pyspark.sql import DataFrame", "import sluice"]);
  expect(imports({ op: "latest", input: customers, by: ["email"], newest: "phone" })).toEqual([
    "from pyspark.sql import DataFrame, Window",
    "from pyspark.sql import functions as F",
    "import sluice",
  ]);
});

test("a long description is kept in full, with the author's lines", () => {
  const description = `Readings of ${"all ".repeat(30)}customers.\n\nThe second paragraph says "why"`;
  expect(scriptOf(customers, { description })).toContain(`
"""result (trusted): Readings of all all all all all all all all all all all all all all all all
all all all all all all all all all all all all all all customers.

The second paragraph says "why\\"
"""
`);
});

test("a name that Python needs gets an underscore, and none is made twice", () => {
  expect(["class", "class_", "class__", "filter", "sluice", "l", "match", "orders"].map(tableIdentifier)).toEqual([
    "class_",
    "class__",
    "class___",
    "filter_",
    "sluice_",
    "l_",
    "match",
    "orders",
  ]);
  const script = scriptOf(
    joined("semiJoin", read("class", { id: { kind: "int32" } }), read("sluice", { id: { kind: "int32" } }), { id: "id" }),
    { name: "lambda" },
  );
  expect(script).toContain(`def lambda_(class_: DataFrame, sluice_: DataFrame) -> DataFrame:
    return class_.join(sluice_, "id", "left_semi").select("id")


if __name__ == "__main__":
    sluice.run(lambda_)
`);
});

test("what an author calls rows never hides anything", () => {
  const rows = (left: string, right: string): string =>
    functionOf(joined("semiJoin", customers, accelerometer, { email: "user" }, { rows: { left, right } }));
  expect(rows("F", "F")).toContain('f = customer_trusted.alias("f")\n    f_2 = accelerometer_landing.alias("f_2")');
  expect(rows("customerTrusted", "sum")).toContain('customer_trusted_2 = customer_trusted.alias("customer_trusted")\n    sum_ = ');
  expect(rows("Größe", "$")).toContain('gr_e = customer_trusted.alias("gr_e")\n    row = ');
  expect(rows("result", "class")).toContain('result_2 = customer_trusted.alias("result")\n    class_ = ');
});

test("a relation that two others use is written once", () => {
  const recent: LoweredNode = { op: "filter", input: accelerometer, where: call("gt", column("x"), literal("double", 0)), row: "reading" };
  const totals: LoweredNode = {
    op: "aggregate",
    input: recent,
    by: ["user"],
    measures: [{ name: "total", aggregate: measure("sum", column("x")) }],
  };
  const relation = project(
    joined(
      "join",
      recent,
      totals,
      { user: "user" },
      { where: call("lt", column("x", "left"), column("total", "right")), rows: { left: "reading", right: "total" } },
    ),
    "user",
    "x",
    "total",
  );
  expect(functionOf(relation)).toBe(`def result(accelerometer_landing: DataFrame) -> DataFrame:
    readings = accelerometer_landing.filter(F.col("x") > 0.0)
    reading = readings.alias("reading")
    total = readings.groupBy("user").agg(sluice.float_sum(F.col("x")).alias("total")).alias("total")
    return reading.join(
        total,
        (F.col("reading.user") == F.col("total.user"))
        & (F.col("reading.x") < F.col("total.total")),
    ).select("reading.user", "x", "total")`);
});

const times = <T>(count: number, start: T, step: (value: T, i: number) => T): T =>
  Array.from({ length: count }).reduce<T>((value, _, i) => step(value, i), start);

test("a chain of 200 operations is many statements of a few methods each", () => {
  const relation = times<LoweredNode>(200, customers, (input, i) => ({
    op: "filter",
    input,
    where: call("ne", column("phone"), literal("string", `${i}`)),
    row: "customer",
  }));
  const statements = functionOf(relation)
    .split(/^ {4}(?=\w)/m)
    .slice(1);
  expect(statements.length).toBeGreaterThan(30);
  for (const statement of statements) expect(statement.split(".filter(").length - 1).toBeLessThanOrEqual(6);
  expect(statements[1]).toMatch(/^customers_2 = \(\n {8}customers\.filter\(F\.col\("phone"\) != "6"\)\n/);
});

test("10,000 operations overflow nothing", () => {
  const relation = times<RelationNode>(10_000, customers, (left, i) =>
    i % 2 === 0 ? { op: "union", left, right: customers } : { op: "distinct", input: left },
  );
  expect(functionOf(relation as LoweredNode).split("\n").length).toBeGreaterThan(10_000 / 6);
});

const nestedSum = times<Expression>(100, column("x"), (sum, i) => call("plus", sum, literal("double", i)));
const nestedLogic = times<Expression>(100, call("isNull", column("x")), (condition, i) =>
  call(i % 2 === 0 ? "and" : "or", condition, call("ne", column("y"), literal("double", i))),
);
const longLogic = times<Expression>(300, call("isNull", column("x")), (condition, i) =>
  call("and", condition, call("ne", column("y"), literal("double", i))),
);
const longConditional: Expression = {
  op: "when",
  branches: times<{ when: Expression; then: Expression }[]>(300, [], (all, i) => [
    ...all,
    { when: call("eq", column("x"), literal("double", i)), then: literal("string", `${i}`) },
  ]),
  otherwise: literal("string", null),
};
const deep = project(
  { op: "filter", input: { op: "filter", input: accelerometer, where: nestedLogic }, where: longLogic },
  ["sum", nestedSum],
  ["name", longConditional],
);

test("what nests deep is written in named parts", () => {
  const script = functionOf(deep);
  expect(script).toMatch(/^ {4}value_2 = /m);
  expect(Math.max(...script.split("\n").map((line) => line.length - line.trimStart().length))).toBeLessThan(80);
});

test.skipIf(PYTHON === undefined)("Python reads what nests deep", () => {
  expect(parsedByPython(scriptOf(deep))).toMatchObject({ functions: [expect.anything()] });
});

test.skipIf(RUFF === undefined)("ruff has nothing to say of these jobs", () => {
  const jobs = [
    accelerometerTrusted,
    deep,
    customers,
    { op: "latest", input: accelerometer, by: ["user"], newest: "timeStamp" } satisfies LoweredNode,
  ];
  for (const relation of jobs) expect(ruffSays(scriptOf(relation))).toEqual({ format: "", check: "" });
});

/** Column names as they are allowed, and some that are not: they are quoted all the same. */
const columnName = fc.oneof(
  fc.stringMatching(/^[A-Za-z_@$][A-Za-z0-9_@$-]{0,40}$/),
  anyText.filter((text) => text !== ""),
);
const tableName = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9_]{0,50}$/), fc.constantFrom("class", "f", "list", "df", "l", "window", "is_"));

test.skipIf(RUFF === undefined || PYTHON === undefined)("no text in a declaration becomes code, and ruff has nothing to say", () => {
  const declaration = fc.record({
    names: fc.uniqueArray(columnName, { minLength: 3, maxLength: 3, selector: (text) => text.toLowerCase() }),
    table: tableName,
    other: tableName,
    text: anyText,
    description: anyText,
    file: fc.oneof(anyText, fc.stringMatching(/^transforms\/[a-z/-]{1,120}\.ts$/)),
    rows: fc.record({ left: anyText, right: anyText }),
  });
  fc.assert(
    fc.property(declaration, ({ names: [a = "", b = "", c = ""], table, other, text, description, file, rows }) => {
      const left = read(table, { [a]: { kind: "string" }, [b]: { kind: "int32" } });
      const right = read(other, { [c]: { kind: "string" } });
      const relation = project(
        joined("join", left, right, { [a]: c }, { where: call("eq", column(a, "left"), literal("string", text)), rows }),
        c,
        [a, call("concat", column(a), literal("string", text))],
        [b, call("plus", column(b), literal("int32", 1))],
      );
      const script = scriptOf(relation, { name: "job_of_it", description, file });
      expect(ruffSays(script, ["E501", "RUF001", "RUF002", "RUF003"])).toEqual({ format: "", check: "" });
      const { functions } = parsedByPython(script) as { readonly functions: readonly (readonly unknown[])[] };
      expect(functions.map((body) => body.map((statement) => (statement as readonly unknown[])[0]))).toEqual([
        ["assignment", "assignment", "return"],
      ]);
    }),
    { numRuns: process.env.SLUICE_DEEP === undefined ? 15 : 500, endOnFailure: true },
  );
});
