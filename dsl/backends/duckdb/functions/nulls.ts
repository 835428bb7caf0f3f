import { commonType } from "../../../expressions/common-type.ts";
import type { nulls } from "../../../expressions/nulls.ts";
import { castSql } from "../casts.ts";
import { type FunctionSql, type Operand, unary } from "./operand.ts";

/** Values of one type, that which holds them all. */
export function unified(operands: readonly Operand[]): readonly string[] {
  const type = commonType(operands.map((operand) => operand.type));
  if (type === undefined) throw new Error("the values have no common type");
  return operands.map((operand) => castSql(operand.sql, operand.type, type));
}

export const NULLS: { readonly [K in keyof typeof nulls]: FunctionSql } = {
  isNull: unary((a) => `(${a.sql} IS NULL)`),
  isNotNull: unary((a) => `(${a.sql} IS NOT NULL)`),
  coalesce: (args) => `coalesce(${unified(args).join(", ")})`,
};
