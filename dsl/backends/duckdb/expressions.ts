import { commonType } from "../../expressions/common-type.ts";
import type { ColumnExpression, Expression } from "../../expressions/expression.ts";
import { FUNCTION_RULES, type FunctionName } from "../../expressions/functions.ts";
import type { NativeExpression } from "../../expressions/native.ts";
import { bindNativeText } from "../../expressions/native-text.ts";
import { UNKNOWN } from "../../schema/column-type.ts";
import { castSql } from "./casts.ts";
import { ARITHMETIC } from "./functions/arithmetic.ts";
import { COLLECTIONS } from "./functions/collections.ts";
import { COMPARISON } from "./functions/comparison.ts";
import { LOGIC } from "./functions/logic.ts";
import { NULLS, unified } from "./functions/nulls.ts";
import type { FunctionSql, Operand } from "./functions/operand.ts";
import { PSEUDONYM } from "./functions/pseudonym.ts";
import { TEXT } from "./functions/text.ts";
import { TIME } from "./functions/time.ts";
import { literal, text } from "./literals.ts";
import { sqlType } from "./types.ts";

const FUNCTIONS: { readonly [K in FunctionName]: FunctionSql } = {
  ...COMPARISON,
  ...NULLS,
  ...LOGIC,
  ...ARITHMETIC,
  ...TEXT,
  ...TIME,
  ...COLLECTIONS,
  ...PSEUDONYM,
};

/** What an engine's own text gives; NULL where it fails. That it gives the stated type is asked before a run: see `checkNatives`. */
export const nativeSql = ({ duckdb, type }: NativeExpression, inputs: ReadonlyMap<string, string>): string =>
  `CAST(TRY(${bindNativeText("duckdb", duckdb, inputs)}) AS ${sqlType(type)})`;

/** Finds the SQL and the type of a column that an expression names. Throws when there is none. */
export type SqlScope = (column: ColumnExpression) => Operand;

/**
 * The SQL of an expression and its type, which is the one that `typeOf` gives. Nothing in it fails when it runs, in
 * whatever order and how often DuckDB evaluates it. Throws when the expression is not well-formed.
 */
export function expressionSql(expression: Expression, scope: SqlScope): Operand {
  const sqlOf = (part: Expression): Operand => expressionSql(part, scope);
  switch (expression.op) {
    case "column":
      return { ...scope(expression), isColumn: true };
    case "literal":
      return { sql: literal(expression), type: expression.type, value: expression.value };
    case "call": {
      const args = expression.arguments.map(sqlOf);
      const type = FUNCTION_RULES[expression.function].gives(args.map((arg) => arg.type));
      const made = FUNCTIONS[expression.function](args);
      return { ...(typeof made === "string" ? { sql: made } : made), type };
    }
    case "cast": {
      const input = sqlOf(expression.input);
      return { sql: castSql(input.sql, input.type, expression.to), type: expression.to };
    }
    case "when": {
      const results = [...expression.branches.map((branch) => branch.then), expression.otherwise].map(sqlOf);
      const type = commonType(results.map((result) => result.type)) ?? UNKNOWN;
      const sqls = unified(results);
      const branches = expression.branches.map((branch, i) => `WHEN ${sqlOf(branch.when).sql} THEN ${sqls[i]}`);
      return { sql: `CASE ${branches.join(" ")} ELSE ${sqls.at(-1)} END`, type };
    }
    case "native": {
      const inputs = new Map(expression.inputs.map(({ name, expression: input }) => [name, sqlOf(input).sql]));
      return { sql: nativeSql(expression, inputs), type: expression.type };
    }
    case "field": {
      const input = sqlOf(expression.input);
      const field = input.type.kind === "struct" ? input.type.fields.find(({ name }) => name === expression.field) : undefined;
      if (field === undefined) throw new Error(`the struct has no field ${expression.field}`);
      return { sql: `struct_extract(${input.sql}, ${text(field.name)})`, type: field.type };
    }
  }
}

/**
 * As `expressionSql`, for what a column or a measure is made of. DuckDB forgets the type of a constant that is NULL, and
 * with it that of text and decimals computed from it.
 */
export function columnSql(expression: Expression, scope: SqlScope): Operand {
  const operand = expressionSql(expression, scope);
  const { sql, type } = operand;
  const isComputed = expression.op !== "column" && expression.op !== "literal";
  return isComputed && (type.kind === "string" || type.kind === "decimal") ? { sql: `CAST(${sql} AS ${sqlType(type)})`, type } : operand;
}
