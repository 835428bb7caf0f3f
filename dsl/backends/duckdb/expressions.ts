import { commonType } from "../../expressions/common-type.ts";
import type { ColumnExpression, Expression } from "../../expressions/expression.ts";
import { FUNCTION_RULES, type FunctionName } from "../../expressions/functions.ts";
import { type ColumnType, UNKNOWN } from "../../schema/column-type.ts";
import { castSql } from "./casts.ts";
import { ARITHMETIC } from "./functions/arithmetic.ts";
import { COMPARISON } from "./functions/comparison.ts";
import { LOGIC } from "./functions/logic.ts";
import { NULLS, unified } from "./functions/nulls.ts";
import type { FunctionSql, Operand } from "./functions/operand.ts";
import { TEXT } from "./functions/text.ts";
import { TIME } from "./functions/time.ts";
import { literal, text } from "./literals.ts";
import { sqlType } from "./types.ts";

const FUNCTIONS: { readonly [K in FunctionName]: FunctionSql } = { ...COMPARISON, ...NULLS, ...LOGIC, ...ARITHMETIC, ...TEXT, ...TIME };

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
      return scope(expression);
    case "literal":
      return { sql: literal(expression), type: expression.type, value: expression.value, isConstant: true };
    case "call": {
      const args = expression.arguments.map(sqlOf);
      const type = FUNCTION_RULES[expression.function].gives(args.map((arg) => arg.type));
      const sql = FUNCTIONS[expression.function](args);
      return { sql: mayLoseType(args, type) ? `CAST(${sql} AS ${sqlType(type)})` : sql, type, ...constancy(args) };
    }
    case "cast": {
      const input = sqlOf(expression.input);
      return { sql: castSql(input.sql, input.type, expression.to), type: expression.to, ...constancy([input]) };
    }
    case "when": {
      const results = [...expression.branches.map((branch) => branch.then), expression.otherwise].map(sqlOf);
      const type = commonType(results.map((result) => result.type)) ?? UNKNOWN;
      const sqls = unified(results);
      const conditions = expression.branches.map((branch) => sqlOf(branch.when));
      const branches = conditions.map((condition, i) => `WHEN ${condition.sql} THEN ${sqls[i]}`);
      return { sql: `CASE ${branches.join(" ")} ELSE ${sqls.at(-1)} END`, type, ...constancy([...results, ...conditions]) };
    }
    case "field": {
      const input = sqlOf(expression.input);
      const field = input.type.kind === "struct" ? input.type.fields.find(({ name }) => name === expression.field) : undefined;
      if (field === undefined) throw new Error(`the struct has no field ${expression.field}`);
      return { sql: `struct_extract(${input.sql}, ${text(field.name)})`, type: field.type };
    }
  }
}

const constancy = (operands: readonly Operand[]): Pick<Operand, "isConstant"> =>
  operands.every(({ isConstant }) => isConstant) ? { isConstant: true } : {};

/**
 * DuckDB forgets the type of a constant that is NULL, and with it that of some functions of it. A constant decimal may
 * become NULL inside the function.
 */
const mayLoseType = (args: readonly Operand[], type: ColumnType): boolean =>
  args.some(({ isConstant, value }) => isConstant === true && (type.kind === "decimal" || value === undefined || value === null));
