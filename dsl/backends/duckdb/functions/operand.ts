import type { LiteralExpression } from "../../../expressions/expression.ts";
import type { ColumnType } from "../../../schema/column-type.ts";

/** An argument in SQL: text that stands for itself in any place, such as a name, a call or something in parentheses. */
export interface Operand {
  readonly sql: string;
  readonly type: ColumnType;
  /** Of a constant that the plan writes. */
  readonly value?: LiteralExpression["value"];
  /** Whether it is a column as it stands. */
  readonly isColumn?: true;
  /** Of a double: SQL that is not finite where `sql` is NULL. */
  readonly unguarded?: string;
}

/** The SQL of a function; its type is what the function's rule gives. */
export type FunctionSql = (args: readonly Operand[]) => string | Pick<Operand, "sql" | "unguarded">;

export function argument(args: readonly Operand[], index: number): Operand {
  const found = args[index];
  if (found === undefined) throw new Error(`the call lacks argument ${index + 1}`);
  return found;
}

export const unary =
  (write: (a: Operand) => ReturnType<FunctionSql>): FunctionSql =>
  (args) =>
    write(argument(args, 0));

export const binary =
  (write: (a: Operand, b: Operand) => ReturnType<FunctionSql>): FunctionSql =>
  (args) =>
    write(argument(args, 0), argument(args, 1));

/** A function of DuckDB that takes the arguments as they are. */
export const native =
  (name: string): FunctionSql =>
  (args) =>
    `${name}(${args.map(({ sql }) => sql).join(", ")})`;
