import type { Expression, Side } from "../../dsl/expressions/expression.ts";
import { FUNCTION_RULES, type FunctionName } from "../../dsl/expressions/functions.ts";
import { DIFFERENCE_UNITS, TRUNCATE_UNITS } from "../../dsl/expressions/time.ts";
import { castMayFail, familyOf, typeOf } from "../../dsl/expressions/type-rules.ts";
import { type Column, type ColumnType, isComparable, isInteger, isNumber, sameType } from "../../dsl/schema/column-type.ts";
import type { Rng } from "./rng.ts";
import { randomValue, SCALARS } from "./values.ts";

export interface Available extends Column {
  readonly side?: Side;
}

/** A random well-typed expression over the columns; `wanted` says what it must be, or nothing. */
export function randomExpression(
  rng: Rng,
  columns: readonly Available[],
  depth: number,
  wanted: (type: ColumnType) => boolean,
  like?: ColumnType,
): Expression {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const expression = attempt < 30 ? anyExpression(rng, columns, depth) : leaf(rng, columns);
    if (wanted(typeIn(expression, columns))) return expression;
  }
  const type = SCALARS.find(wanted);
  if (type !== undefined) return randomLiteral(rng, type);
  if (like !== undefined) return { op: "literal", type: like, value: null };
  throw new Error("no type is wanted");
}

export const randomCondition = (rng: Rng, columns: readonly Available[], depth: number): Expression =>
  randomExpression(rng, columns, depth, (type) => type.kind === "boolean");

export const typeIn = (expression: Expression, columns: readonly Available[]): ColumnType =>
  typeOf(expression, (name, side) => columns.find((column) => column.name === name && column.side === side)).type;

export function randomLiteral(rng: Rng, type: ColumnType): Expression {
  const value = rng.chance(0.1) ? null : randomValue(rng, type);
  return { op: "literal", type, value };
}

export const columnExpression = ({ name, side }: Available): Expression => ({
  op: "column",
  name,
  ...(side === undefined ? {} : { side }),
});

const leaf = (rng: Rng, columns: readonly Available[]): Expression =>
  rng.chance(0.75) ? columnExpression(rng.pick(columns)) : randomLiteral(rng, rng.pick(SCALARS));

type Below = (wanted: (type: ColumnType) => boolean, like?: ColumnType) => Expression;

/** No random column is an array or a map, and there is no key. */
const NAMES = (Object.keys(FUNCTION_RULES) as FunctionName[]).filter(
  (name) => name !== "pseudonym" && !["array", "map", "collection"].includes(String(familyOf(name, 0))),
);

function anyExpression(rng: Rng, columns: readonly Available[], depth: number): Expression {
  if (depth === 0) return leaf(rng, columns);
  const below: Below = (wanted, like) => randomExpression(rng, columns, depth - 1, wanted, like);
  const roll = rng.next();
  if (roll < 0.12) {
    const input = below(() => true);
    const from = typeIn(input, columns);
    const targets = SCALARS.filter((to) => castMayFail(from, to) !== undefined);
    return targets.length === 0 ? input : { op: "cast", input, to: rng.pick(targets) };
  }
  if (roll < 0.2) {
    const otherwise = below(() => true);
    const type = typeIn(otherwise, columns);
    const branches = Array.from({ length: 1 + rng.below(2) }, () => ({
      when: below((t) => t.kind === "boolean"),
      then: below((t) => sameType(t, type), type),
    }));
    return { op: "when", branches, otherwise };
  }
  return randomCall(rng, columns, rng.pick(NAMES), below);
}

function randomCall(rng: Rng, columns: readonly Available[], name: FunctionName, below: Below): Expression {
  const { takes, variadic } = FUNCTION_RULES[name];
  const count = takes.length + (variadic && rng.chance(0.5) ? 1 : 0);
  const args: Expression[] = [];
  for (let i = 0; i < count; i += 1)
    args.push(i === 0 ? below((type) => fits(familyOf(name, 0) ?? "any", type, type, name)) : argument(rng, columns, name, i, args, below));
  return { op: "call", function: name, arguments: args };
}

function argument(
  rng: Rng,
  columns: readonly Available[],
  name: FunctionName,
  i: number,
  args: readonly Expression[],
  below: Below,
): Expression {
  const first = typeIn(args[0] as Expression, columns);
  const text = (value: string): Expression => ({ op: "literal", type: { kind: "string" }, value });
  if (name === "substring") return { op: "literal", type: { kind: "int32" }, value: i === 1 ? 1 + rng.below(4) : rng.below(5) };
  if (name === "truncatedTo") return text(rng.pick(TRUNCATE_UNITS));
  if (name === "difference" && i === 2) return text(rng.pick(DIFFERENCE_UNITS));
  if (name === "replace") return text(i === 1 ? rng.pick(["a", "é", "'", "ab"]) : rng.pick(["", "x", "\\1", "$0"]));
  if (name === "regexpLike") return text(rng.pick(["^a", "[^a-z]$", "é|1", "(?:)"]));
  if (name === "regexpExtract") return text(rng.pick(["^(a)", "(.)$", "([0-9]*)", "^(?:(a)|1)"]));
  if (name === "in") {
    return SCALARS.some((scalar) => sameType(scalar, first))
      ? { op: "literal", type: first, value: randomValue(rng, first) }
      : { op: "literal", type: first, value: null };
  }
  return below((type) => fits(familyOf(name, i) ?? "any", type, first, name), first);
}

function fits(family: string, type: ColumnType, first: ColumnType, name: FunctionName): boolean {
  switch (family) {
    case "any":
      return name === "isNull" || name === "isNotNull" ? true : isComparable(type) && SCALARS.some((scalar) => sameType(scalar, type));
    case "like-first":
      return sameType(type, first) || (isNumber(type) && isNumber(first) && type.kind !== "decimal" && first.kind !== "decimal");
    case "text":
      return type.kind === "string";
    case "number":
      return isNumber(type);
    case "integer":
      return isInteger(type);
    case "instant":
      return type.kind === "timestamp" || type.kind === "epochMillis";
    default:
      return type.kind === family;
  }
}
