import type { Expression } from "../../../dsl/expressions/expression.ts";
import type { FunctionName } from "../../../dsl/expressions/functions.ts";
import { type Column, INT64, STRING, sameType, type TypeKind } from "../../../dsl/schema/column-type.ts";
import { call, literal } from "../build.ts";
import type { Random } from "./random.ts";

/** Under a hash or one of two keys; which, the expression tells by its length, so that no choice is used up. */
function hidden(operand: Expression): Expression {
  const key = JSON.stringify(operand).length % 3;
  return key === 0 ? call("sha256", operand) : call("pseudonym", operand, literal(`key${key}`));
}

/** Makes random expressions over columns; `refer` says how a column is named there. */
export class RandomExpressions {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  #ofKind(columns: readonly Column[], ...kinds: readonly TypeKind[]): readonly Column[] {
    return columns.filter(({ type }) => kinds.includes(type.kind));
  }

  expression(columns: readonly Column[], depth: number, refer: (name: string) => Expression): Expression {
    const random = this.#random;
    const one = random.pick(columns);
    const { kind } = one.type;
    const alike = columns.filter(({ type }) => sameType(type, one.type));
    const operand = (): Expression =>
      depth > 1 && random.chance(0.4) ? this.#typed(alike, depth - 1, refer, one) : refer(random.pick(alike).name);
    const choice = random.next();
    if (choice < 0.05) return this.predicate(columns, 0, refer);
    if (choice < 0.15) return refer(one.name);
    if (choice < 0.35) return call("coalesce", operand(), operand());
    if (choice < 0.45)
      return { op: "when", branches: [{ when: this.predicate(columns, 0, refer), then: operand() }], otherwise: operand() };
    if (kind === "string") {
      return random.pick([
        () => call("lower", operand()),
        () => call("concat", operand(), operand()),
        () => hidden(operand()),
        () => call("length", operand()),
      ])();
    }
    if (kind === "array") return operand();
    if (kind === "boolean") return call("not", operand());
    if (kind === "epochMillis")
      return random.pick([
        () => ({ op: "cast", input: operand(), to: INT64 }) as const,
        () => ({ op: "cast", input: operand(), to: STRING }) as const,
      ])();
    return random.pick([
      () => call("plus", operand(), operand()),
      () => call("times", operand(), operand()),
      () => call("abs", operand()),
      () => call("dividedBy", operand(), operand()),
      () => call("negated", operand()),
      ...(kind === "int64"
        ? [() => call("modulo", operand(), literal(2)), () => ({ op: "cast", input: operand(), to: STRING }) as const]
        : []),
    ])();
  }

  /** Of the type of `one`. */
  #typed(alike: readonly Column[], depth: number, refer: (name: string) => Expression, one: Column): Expression {
    const random = this.#random;
    const [a, b] = [refer(random.pick(alike).name), refer(random.pick(alike).name)];
    if (depth === 0 || random.chance(0.5)) return call("coalesce", a, b);
    if (one.type.kind === "int64" || one.type.kind === "double") return call("plus", a, b);
    return one.type.kind === "string" ? call("lower", a) : call("coalesce", a, b);
  }

  predicate(columns: readonly Column[], depth: number, refer: (name: string) => Expression): Expression {
    const random = this.#random;
    const choice = random.next();
    if (depth > 0 && choice < 0.12)
      return call("and", this.predicate(columns, depth - 1, refer), this.predicate(columns, depth - 1, refer));
    if (depth > 0 && choice < 0.24) return call("or", this.predicate(columns, depth - 1, refer), this.predicate(columns, depth - 1, refer));
    if (depth > 0 && choice < 0.32) return call("not", this.predicate(columns, depth - 1, refer));
    const one = random.pick(columns);
    const alike = columns.filter(({ type }) => sameType(type, one.type));
    const a = refer(one.name);
    const constant = this.constant(one);
    const b = random.chance(0.6) || constant === undefined ? refer(random.pick(alike).name) : constant;
    const other = refer(random.pick(alike.length > 1 ? alike.filter(({ name }) => name !== one.name) : alike).name);
    if (one.type.kind === "boolean" && random.chance(0.5)) return a;
    if (choice < 0.42) {
      const times = this.#ofKind(columns, "epochMillis");
      return call(random.chance(0.8) ? "isNotNull" : "isNull", refer(random.pick(times.length > 0 ? times : columns).name));
    }
    if (choice < 0.5) return call(random.pick<FunctionName>(["isDistinctFrom", "isNotDistinctFrom"]), a, b);
    if (choice < 0.56 && constant !== undefined) return call("in", a, constant, this.constant(one) ?? constant);
    if (choice < 0.62) return call("between", a, b, random.chance(0.5) ? other : (this.constant(one) ?? other));
    if (choice < 0.67) return call("ne", call("coalesce", a, b), b);
    if (choice < 0.71 && one.type.kind === "string") return call("eq", call("lower", a), call("lower", other));
    if (choice < 0.73) {
      const [x, y] = random.sample(this.#ofKind(columns, "int64", "epochMillis", "boolean"), 2);
      const cast = (name: string): Expression => ({
        op: "cast",
        input: refer(name),
        to: x?.type.kind === "boolean" || y?.type.kind === "boolean" ? INT64 : STRING,
      });
      if (x !== undefined && y !== undefined) return call("eq", cast(x.name), cast(y.name));
    }
    if (choice < 0.74 && one.type.kind === "int64") return call("eq", call("abs", a), call("abs", other));
    if (choice < 0.75 && one.type.kind === "int64") return call("lt", a, refer(random.pick(this.#ofKind(columns, "int64", "double")).name));
    return call(random.pick<FunctionName>(["eq", "eq", "ne", "lt", "lte", "lte", "gt", "gte", "gte"]), a, b);
  }

  constant({ type }: Column): Expression | undefined {
    const random = this.#random;
    switch (type.kind) {
      case "string":
        return literal(random.pick(["a", "A", "b"]));
      case "epochMillis":
      case "int64":
        return literal(random.pick([0, 1, 2]), type);
      case "double":
        return random.chance(0.5) ? literal(random.pick([0, 1]), INT64) : literal(random.pick([0, 1.5]), type);
      case "boolean":
        return literal(random.chance(0.5));
      default:
        return undefined;
    }
  }
}
