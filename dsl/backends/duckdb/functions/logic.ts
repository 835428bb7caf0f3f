import { balanced } from "../../../expressions/balanced.ts";
import type { logic } from "../../../expressions/logic.ts";
import { opaque } from "../opaque.ts";
import { type FunctionSql, unary } from "./operand.ts";

/** DuckDB's optimizer looks for what more parts of an OR have in common in time that grows with their square. */
const FACTORED = 50;

const infix =
  (operator: string): FunctionSql =>
  (args) =>
    balanced(
      args.map(({ sql }) => sql),
      (parts) => `(${parts.join(` ${operator} `)})`,
    );

const or = infix("OR");

export const LOGIC: { readonly [K in keyof typeof logic]: FunctionSql } = {
  and: infix("AND"),
  or: (args) => (args.length > FACTORED ? opaque(String(or(args))) : or(args)),
  not: unary((a) => `(NOT ${a.sql})`),
};
