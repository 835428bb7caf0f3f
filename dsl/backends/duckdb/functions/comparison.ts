import { commonType } from "../../../expressions/common-type.ts";
import type { comparison } from "../../../expressions/comparison.ts";
import { isFloating } from "../../../schema/column-type.ts";
import { bind } from "../bind.ts";
import { castSql } from "../casts.ts";
import { alwaysFits, comparableExact } from "../decimals.ts";
import { opaque } from "../opaque.ts";
import { argument, binary, type FunctionSql, type Operand } from "./operand.ts";

/** The operands in a form that DuckDB compares by value: of one type, or decimals of any size next to each other. */
export function comparable(operands: readonly Operand[]): readonly string[] {
  const type = commonType(operands.map((operand) => operand.type));
  if (type === undefined) throw new Error("the operands of a comparison have no common type");
  if (type.kind !== "decimal") return operands.map((operand) => castSql(operand.sql, operand.type, type));
  const [head] = operands;
  if (
    operands.every((operand) => operand.type.kind === "decimal" && head?.type.kind === "decimal" && operand.type.scale === head.type.scale)
  ) {
    return operands.map(({ sql }) => sql);
  }
  const inParts = !operands.every((operand) => alwaysFits(operand.type, type.scale));
  return operands.map((operand) => comparableExact(operand.sql, operand.type, type.scale, inParts));
}

const compare = (operator: string): FunctionSql => binary((a, b) => `(${comparable([a, b]).join(` ${operator} `)})`);

/**
 * DuckDB asks the statistics of a file whether `x IS DISTINCT FROM 1 OR x > 5` can be true anywhere, and says no when all of
 * `x` is NULL; `NOT` before the opposite is the same to it. Two columns it must see, to join by them.
 */
const distinction =
  (operator: string): FunctionSql =>
  (args) => {
    const written = compare(operator)(args) as string;
    return args.every(({ isColumn }) => isColumn) ? written : opaque(written);
  };

/** NULL among the constants makes no difference. */
const membership: FunctionSql = (args) => {
  const [first, ...members] = comparable([argument(args, 0), ...args.slice(1).filter(({ value }) => value !== null)]);
  return members.length === 0 ? `CASE WHEN ${first} IS NOT NULL THEN FALSE END` : `(${first} IN (${members.join(", ")}))`;
};

/** NULL when a bound is NULL, where SQL's BETWEEN is FALSE if the other bound is broken. */
const between: FunctionSql = (args) => {
  const bounds = [argument(args, 1), argument(args, 2)];
  const [value, low, high] = comparable([argument(args, 0), ...bounds]) as [string, string, string];
  if (bounds.every((bound) => bound.value !== undefined && bound.value !== null)) return `(${value} BETWEEN ${low} AND ${high})`;
  return bind(
    { value, low, high },
    (n) => `CASE WHEN ${n.low} IS NOT NULL AND ${n.high} IS NOT NULL THEN ${n.value} BETWEEN ${n.low} AND ${n.high} END`,
  );
};

export const COMPARISON: { readonly [K in keyof typeof comparison]: FunctionSql } = {
  eq: compare("="),
  ne: compare("<>"),
  lt: compare("<"),
  lte: compare("<="),
  gt: compare(">"),
  gte: compare(">="),
  in: membership,
  between,
  isDistinctFrom: distinction("IS DISTINCT FROM"),
  isNotDistinctFrom: distinction("IS NOT DISTINCT FROM"),
};

/** A key to group by: 0.0 and -0.0 are one, and it is the former that is seen. */
export const groupKey = ({ sql, type }: Operand): string =>
  isFloating(type) ? `(${sql} + CAST(0 AS ${type.kind === "float" ? "FLOAT" : "DOUBLE"}))` : sql;
