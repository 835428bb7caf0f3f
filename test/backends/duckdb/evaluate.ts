import type { DuckDBConnection, Json } from "@duckdb/node-api";
import { columnSql, expressionSql } from "../../../dsl/backends/duckdb/expressions.ts";
import { identifier } from "../../../dsl/backends/duckdb/identifier.ts";
import { sqlType } from "../../../dsl/backends/duckdb/types.ts";
import type { Expression, LiteralExpression } from "../../../dsl/expressions/expression.ts";
import type { FunctionName } from "../../../dsl/expressions/functions.ts";
import { typeOf } from "../../../dsl/expressions/type-rules.ts";
import type { ColumnType } from "../../../dsl/schema/column-type.ts";
import { rowsOf } from "./support.ts";

const constant =
  (type: ColumnType) =>
  (value: LiteralExpression["value"]): LiteralExpression => ({ op: "literal", type, value });

export const text = constant({ kind: "string" });
export const bool = constant({ kind: "boolean" });
export const int32 = constant({ kind: "int32" });
export const int64 = constant({ kind: "int64" });
export const float = constant({ kind: "float" });
export const double = constant({ kind: "double" });
export const day = constant({ kind: "date" });
export const instant = constant({ kind: "timestamp" });
export const millis = constant({ kind: "epochMillis" });
export const decimal = (precision: number, scale: number, value: LiteralExpression["value"]): LiteralExpression =>
  constant({ kind: "decimal", precision, scale })(value);

export const call = (name: FunctionName, ...args: readonly Expression[]): Expression => ({ op: "call", function: name, arguments: args });
export const cast = (input: Expression, to: ColumnType): Expression => ({ op: "cast", input, to });
export const col = (name: string): Expression => ({ op: "column", name });

export const MAX64 = "9223372036854775807";
export const MIN64 = "-9223372036854775808";

const noColumns = (): never => {
  throw new Error("the expression has a column");
};

/** What the expressions evaluate to, one after the other: values as `rowsOf` gives them, and their DuckDB types. */
export async function evaluate(
  connection: DuckDBConnection,
  expressions: readonly Expression[],
): Promise<readonly { readonly value: Json; readonly type: string }[]> {
  if (expressions.length === 0) return [];
  const sqls = expressions.map((expression) => columnSql(expression, noColumns).sql);
  const [values = []] = await rowsOf(connection, `SELECT ${sqls.map((sql, i) => `${sql} AS c${i}`).join(", ")}`);
  const types = await rowsOf(connection, `DESCRIBE SELECT ${sqls.map((sql, i) => `${sql} AS c${i}`).join(", ")}`);
  return values.map((value, i) => ({ value, type: String(types[i]?.[1]) }));
}

/** The same function of columns instead of constants, so that DuckDB computes it row by row: one value for each row. */
export async function evaluateOverRows(
  connection: DuckDBConnection,
  make: (args: readonly Expression[]) => Expression,
  rows: readonly (readonly LiteralExpression[])[],
  constantFrom: number,
): Promise<readonly Json[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const names = first.map((_, i) => `arg ${i}`);
  const own = (list: readonly LiteralExpression[]): readonly LiteralExpression[] => list.slice(0, constantFrom);
  const columns = own(first).map(({ type }, i) => `${identifier(names[i] ?? "")} ${sqlType(type)}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE args (n INTEGER, ${columns.join(", ")})`);
  for (const [n, row] of rows.entries()) {
    const values = own(row).map((value) => expressionSql(value, noColumns).sql);
    await connection.run(`INSERT INTO args VALUES (${[n, ...values].join(", ")})`);
  }
  const args = [...own(first).map((_, i) => col(`arg ${i}`)), ...first.slice(constantFrom)];
  const { sql } = expressionSql(make(args), ({ name }) => ({
    sql: identifier(name),
    type: first[names.indexOf(name)]?.type ?? { kind: "unknown" },
  }));
  return (await rowsOf(connection, `SELECT ${sql} FROM args ORDER BY n`)).map(([value = null]) => value);
}

export const typeOfConstant = (expression: Expression): ColumnType => typeOf(expression, () => undefined).type;
