import { expect, test } from "vitest";
import { expressionSql } from "../../../dsl/backends/duckdb/expressions.ts";
import { identifier } from "../../../dsl/backends/duckdb/identifier.ts";
import { sqlType } from "../../../dsl/backends/duckdb/types.ts";
import type { collections } from "../../../dsl/expressions/collections.ts";
import type { Expression } from "../../../dsl/expressions/expression.ts";
import { typeOf } from "../../../dsl/expressions/type-rules.ts";
import type { ColumnType } from "../../../dsl/schema/column-type.ts";
import { call, col, double, int32, text } from "./evaluate.ts";
import { columnsOf, connect, rowsOf } from "./support.ts";

const COLUMNS: Readonly<Record<string, ColumnType>> = {
  tags: { kind: "array", element: { kind: "string" } },
  numbers: { kind: "array", element: { kind: "double" } },
  labels: { kind: "map", value: { kind: "string" } },
  key: { kind: "string" },
};
/** Two, none, NULL. */
const ROWS = "(['a', 'b'], [0.0, 1.5], MAP {'a': 'x', '': 'y'}, 'a'), ([], [], MAP {}, 'a'), (NULL, NULL, NULL, NULL)";

const CASES: { readonly [K in keyof typeof collections]: readonly (readonly [Expression, readonly unknown[]])[] } = {
  at: [
    [call("at", col("tags"), int32(0)), ["a", null, null]],
    [call("at", col("tags"), int32(1)), ["b", null, null]],
    [call("at", col("tags"), int32(2)), [null, null, null]],
    [call("at", col("tags"), int32(-1)), ["b", null, null]],
    [call("at", col("tags"), int32(-3)), [null, null, null]],
    [call("at", col("numbers"), int32(2 ** 31 - 1)), [null, null, null]],
  ],
  includes: [
    [call("includes", col("tags"), text("b")), [true, false, null]],
    [call("includes", col("tags"), text("B")), [false, false, null]],
    [call("includes", col("tags"), col("key")), [true, false, null]],
    [call("includes", col("tags"), text(null)), [null, null, null]],
    [call("includes", col("numbers"), double(-0)), [true, false, null]],
  ],
  get: [
    [call("get", col("labels"), text("a")), ["x", null, null]],
    [call("get", col("labels"), text("")), ["y", null, null]],
    [call("get", col("labels"), col("key")), ["x", null, null]],
    [call("get", col("labels"), text(null)), [null, null, null]],
  ],
  size: [
    [call("size", col("tags")), ["2", "0", null]],
    [call("size", col("labels")), ["2", "0", null]],
  ],
};

test("every function of arrays and maps means what its rule says", async () => {
  const connection = await connect();
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${identifier(name)} ${sqlType(type)}`);
  await connection.run(`CREATE TABLE t (${columns.join(", ")})`);
  await connection.run(`INSERT INTO t VALUES ${ROWS}`);
  const typeOfColumn = (name: string): ColumnType => COLUMNS[name] ?? { kind: "unknown" };
  for (const [expression, expected] of Object.values(CASES).flat()) {
    const { sql } = expressionSql(expression, ({ name }) => ({ sql: identifier(name), type: typeOfColumn(name) }));
    expect([sql, (await rowsOf(connection, `SELECT ${sql} FROM t`)).flat()]).toEqual([sql, expected]);
    const { type } = typeOf(expression, (name) => ({ type: typeOfColumn(name), nullable: true }));
    expect(await columnsOf(connection, `SELECT ${sql} AS made FROM t`)).toEqual([`made ${sqlType(type)}`]);
  }
});
