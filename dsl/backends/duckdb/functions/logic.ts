import type { logic } from "../../../expressions/logic.ts";
import { type FunctionSql, unary } from "./operand.ts";

const infix =
  (operator: string): FunctionSql =>
  (args) =>
    `(${args.map(({ sql }) => sql).join(` ${operator} `)})`;

export const LOGIC: { readonly [K in keyof typeof logic]: FunctionSql } = {
  and: infix("AND"),
  or: infix("OR"),
  not: unary((a) => `(NOT ${a.sql})`),
};
