import type { Expression } from "../../dsl/expressions/expression.ts";
import { TRUNCATE_UNITS } from "../../dsl/expressions/time.ts";
import type { ColumnType } from "../../dsl/schema/column-type.ts";
import { type Available, columnExpression, randomCondition } from "./expressions.ts";
import type { Rng } from "./rng.ts";
import { randomValue, SCALARS } from "./values.ts";

const COMPARISONS = ["eq", "ne", "lt", "lte", "gt", "gte", "isDistinctFrom", "isNotDistinctFrom"] as const;

/**
 * Comparisons of one column with constants, joined by AND, OR and NOT: what optimizers move into the scan of a file, and
 * decide from its statistics.
 */
export function conditionOnOneColumn(rng: Rng, columns: readonly Available[], depth: number): Expression {
  const known = columns.filter(({ type }) => SCALARS.some((scalar) => scalar.kind === type.kind));
  if (known.length === 0 || rng.chance(0.2)) return randomCondition(rng, columns, depth);
  const column = rng.pick(known);
  const other = rng.chance(0.2) ? rng.pick(known) : column;
  const make = (left: number): Expression => {
    if (left === 0) return comparison(rng, rng.chance(0.8) ? column : other);
    const roll = rng.next();
    if (roll < 0.15) return call("not", make(left - 1));
    if (roll < 0.25) return { op: "when", branches: [{ when: make(left - 1), then: make(left - 1) }], otherwise: make(left - 1) };
    if (roll < 0.3) return call("coalesce", make(left - 1), make(left - 1));
    if (roll < 0.35) return call("isNotNull", make(left - 1));
    return call(rng.chance(0.6) ? "or" : "and", ...Array.from({ length: 2 + rng.below(2) }, () => make(left - 1)));
  };
  return make(rng.below(3));
}

const call = (name: Extract<Expression, { op: "call" }>["function"], ...args: readonly Expression[]): Expression => ({
  op: "call",
  function: name,
  arguments: args,
});

function comparison(rng: Rng, column: Available): Expression {
  const value = compared(rng, column);
  const constant = (): Expression => ({
    op: "literal",
    type: value.type,
    value: rng.chance(0.05) ? null : (rng.chance(0.3) && moment(rng, value.type)) || randomValue(rng, value.type),
  });
  const roll = rng.next();
  if (roll < 0.1) return call(rng.chance(0.5) ? "isNull" : "isNotNull", value.expression);
  if (roll < 0.2) return call("in", value.expression, ...Array.from({ length: 1 + rng.below(3) }, constant));
  if (roll < 0.3) return call("between", value.expression, constant(), constant());
  if (value.type.kind === "boolean" && roll < 0.5) return value.expression;
  const sides = [value.expression, constant()];
  return call(rng.pick(COMPARISONS), ...(rng.chance(0.2) ? sides.reverse() : sides));
}

/** The column, or what is made of it by a function that optimizers know the inverse of. */
function compared(rng: Rng, column: Available): { readonly expression: Expression; readonly type: ColumnType } {
  const expression = columnExpression(column);
  const { type } = column;
  if (type.kind === "timestamp" || type.kind === "epochMillis") {
    const unit: Expression = { op: "literal", type: { kind: "string" }, value: rng.pick(TRUNCATE_UNITS) };
    if (rng.chance(0.5)) return { expression: call("truncatedTo", expression, unit), type };
    if (rng.chance(0.3)) return { expression: call("toDate", expression), type: { kind: "date" } };
    if (rng.chance(0.3))
      return type.kind === "timestamp"
        ? { expression: call("toEpochMillis", expression), type: { kind: "epochMillis" } }
        : { expression: call("toTimestamp", expression), type: { kind: "timestamp" } };
  }
  return { expression, type };
}

const MOMENTS = ["2024-01-01T00:00:00.000Z", "2024-02-26T00:00:00.000Z", "2024-02-29T12:00:00.000Z", "2024-03-01T00:00:00.000Z"];

/** A start of a unit, or none. */
function moment(rng: Rng, type: ColumnType): string | undefined {
  const text = rng.pick(MOMENTS);
  if (type.kind === "timestamp") return text;
  if (type.kind === "date") return text.slice(0, 10);
  return type.kind === "epochMillis" ? String(Date.parse(text)) : undefined;
}
