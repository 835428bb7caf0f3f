import { expect, test } from "vitest";
import { tableQuery } from "../../../dsl/backends/duckdb/relations.ts";
import { sqlType } from "../../../dsl/backends/duckdb/types.ts";
import type { AggregateName } from "../../../dsl/expressions/aggregate.ts";
import type { WindowExpression, WindowFunctionName } from "../../../dsl/expressions/window.ts";
import { schemaOfRelation } from "../../../dsl/operations/rules.ts";
import type { OrderColumn, WindowColumn, WindowNode } from "../../../dsl/operations/window.ts";
import type { ColumnType } from "../../../dsl/schema/column-type.ts";
import { col, MAX64 } from "./evaluate.ts";
import { columnsOf, connect, rowsOf } from "./support.ts";

const INT: ColumnType = { kind: "int32" };
const LONG: ColumnType = { kind: "int64" };
const TEXT: ColumnType = { kind: "string" };
const DOUBLE: ColumnType = { kind: "double" };
const DECIMAL: ColumnType = { kind: "decimal", precision: 38, scale: 2 };

const of = (name: WindowFunctionName, argument?: string, offset?: number): WindowExpression => ({
  op: "window",
  function: name,
  ...(argument === undefined ? {} : { argument: col(argument) }),
  ...(offset === undefined ? {} : { offset }),
});
const measure = (name: AggregateName, argument?: string): WindowExpression => ({
  op: "aggregate",
  function: name,
  ...(argument === undefined ? {} : { argument: col(argument) }),
});
const by = (column: string, descending = false): OrderColumn => ({ column, descending });

interface Over {
  readonly partitionBy?: readonly string[];
  readonly orderBy?: readonly OrderColumn[];
}

/** The new columns of each row of `t`, in the order of its last column, which numbers them. */
async function windowOf(
  types: Readonly<Record<string, ColumnType>>,
  values: readonly string[],
  { partitionBy = [], orderBy = [] }: Over,
  ...expressions: readonly WindowExpression[]
): Promise<readonly (readonly unknown[])[]> {
  const connection = await connect();
  const columns = Object.entries({ ...types, id: INT }).map(([name, type]) => ({ name, type, nullable: true }));
  await connection.run(`CREATE TABLE t (${columns.map(({ name, type }) => `"${name}" ${sqlType(type)}`).join(", ")})`);
  await connection.run(`INSERT INTO t VALUES ${values.map((value, i) => `(${value}, ${i})`).join(", ")}`);
  const made = expressions.map((value, i): WindowColumn => ({ name: `w${i}`, value }));
  const relation: WindowNode = { op: "window", input: { op: "read", table: "t", columns }, partitionBy, orderBy, columns: made };
  const sql = tableQuery(relation);
  expect(await columnsOf(connection, sql)).toEqual(schemaOfRelation(relation).columns.map(({ name, type }) => `${name} ${sqlType(type)}`));
  const rows = await rowsOf(connection, `FROM (${sql}) ORDER BY id`);
  return rows.map((row) => row.slice(columns.length));
}

test("places: NULL last both ways, rows that tie by their columns, ranks by the named order alone", async () => {
  const rows = ["2, 'b'", "NULL, 'a'", "2, 'a'", "1, NULL", "1, 'z'", "2, NULL"];
  const places = [of("rowNumber"), of("rank"), of("denseRank")];
  expect(await windowOf({ v: INT, s: TEXT }, rows, { orderBy: [by("v")] }, ...places)).toEqual([
    [4, 3, 2],
    [6, 6, 3],
    [3, 3, 2],
    [2, 1, 1],
    [1, 1, 1],
    [5, 3, 2],
  ]);
  expect(await windowOf({ v: INT, s: TEXT }, rows, { orderBy: [by("v", true), by("s", true)] }, ...places)).toEqual([
    [1, 1, 1],
    [6, 6, 6],
    [2, 2, 2],
    [5, 5, 5],
    [4, 4, 4],
    [3, 3, 3],
  ]);
});

test("partitions: NULL is one, 0.0 and -0.0 are one", async () => {
  const rows = ["NULL, 1.0", "NULL, 2.0", "'a', 0.0", "'a', -0.0::DOUBLE", "'a', NULL"];
  expect(await windowOf({ k: TEXT, d: DOUBLE }, rows, { partitionBy: ["k"] }, measure("count"), measure("sum", "d"))).toEqual([
    ["2", 3],
    ["2", 3],
    ["3", 0],
    ["3", 0],
    ["3", 0],
  ]);
  expect(await windowOf({ k: TEXT, d: DOUBLE }, rows, { partitionBy: ["d"], orderBy: [by("id")] }, of("rowNumber"))).toEqual([
    [1],
    [1],
    [1],
    [2],
    [1],
  ]);
  expect(await windowOf({ k: TEXT, d: DOUBLE }, rows, { orderBy: [by("d")] }, of("denseRank"))).toEqual([[2], [3], [1], [1], [4]]);
});

test("values of other rows, NULLs among them, and NULL beyond the edge", async () => {
  const rows = ["'a', 1", "'a', NULL", "'a', 3", "'b', 4"];
  const values = [of("lag", "v", 1), of("lag", "v", 2), of("lead", "v", 1), of("first", "v"), of("last", "v")];
  expect(await windowOf({ k: TEXT, v: INT }, rows, { partitionBy: ["k"], orderBy: [by("id")] }, ...values)).toEqual([
    [null, null, null, 1, 3],
    [1, null, 3, 1, 3],
    [null, 1, null, 1, 3],
    [null, null, null, 4, 4],
  ]);
  expect(await windowOf({ k: TEXT, v: INT }, rows, { orderBy: [by("v")] }, of("first", "v"), of("last", "v"), of("last", "k"))).toEqual(
    rows.map(() => [1, null, "a"]),
  );
});

test("measures run over the rows up to this one, not over its peers", async () => {
  const rows = ["1, 5", "1, NULL", "1, 2", "0, 4"];
  const measures = (["sum", "avg", "min", "max", "count"] as const).map((name) => measure(name, "v"));
  expect(await windowOf({ o: INT, v: INT }, rows, { orderBy: [by("o")] }, measure("count"), ...measures)).toEqual([
    ["3", "11", 11 / 3, 2, 5, "3"],
    ["4", "11", 11 / 3, 2, 5, "3"],
    ["2", "6", 3, 2, 4, "2"],
    ["1", "4", 4, 4, 4, "1"],
  ]);
});

test("a sum that leaves its range is NULL and nothing fails", async () => {
  const decimal = "999999999999999999999999999999999999.99";
  const rows = [`${MAX64}, 1e308, ${decimal}`, `1, 1e308, 0.01`, `-1, 0, 0`];
  const sums = ["i", "d", "x"].map((name) => measure("sum", name));
  expect(await windowOf({ i: LONG, d: DOUBLE, x: DECIMAL }, rows, { orderBy: [by("id")] }, ...sums)).toEqual([
    [MAX64, 1e308, decimal],
    [null, null, null],
    [MAX64, null, null],
  ]);
  expect(await windowOf({ d: DOUBLE, x: DECIMAL }, ["1e308, 0.10", "1.5e308, 0.20"], {}, measure("avg", "d"), measure("avg", "x"))).toEqual(
    [1, 2].map(() => [1.25e308, 0.15]),
  );
});
