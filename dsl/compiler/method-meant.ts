import { ExpressionBuilder } from "../authoring/expression-builder.ts";
import { RelationBuilder } from "../authoring/relation-builder.ts";
import { session } from "../authoring/session.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { AGGREGATE_RULES } from "../expressions/aggregate.ts";

/** What other languages and libraries call it. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  toUpperCase: "upper",
  toLowerCase: "lower",
  equals: "eq",
  notEquals: "ne",
  greaterThan: "gt",
  lessThan: "lt",
  isIn: "in",
  isin: "in",
  like: "regexpLike",
  test: "regexpLike",
  match: "regexpLike",
  matches: "regexpLike",
  slice: "substring",
  substr: "substring",
  toFixed: "round",
  getTime: "toEpochMillis",
  mean: "avg",
  average: "avg",
  where: "filter",
  map: "derive",
  withColumn: "derive",
  groupBy: "aggregate",
  drop: "dropColumns",
  innerJoin: "join",
  unionAll: "union",
};

/** What to write for a method that there is not, told from the words of JavaScript's error, and how to spell it. */
export interface Meant {
  readonly instead: string;
  readonly spelling?: { readonly was: string; readonly name: string };
}

export function methodMeant(message: string): Meant | undefined {
  const [, receiver = "", name = ""] = /^(.*?)\.?([A-Za-z_$][\w$]*) is not a function$/.exec(message) ?? [];
  if (receiver === "" && session().zones.some(({ plan }) => plan.name === name))
    return { instead: `a zone declares its tables by a method: \`${name}.table("name", { from: ... })\`` };
  if (name === "" || receiver === "") return undefined;
  const before = /\.([A-Za-z]+)\(\.\.\.\)$/.exec(receiver)?.[1];
  if (before !== undefined && Object.hasOwn(AGGREGATE_RULES, before))
    return {
      instead: "a measure has no methods: compute it in `.aggregate({ ... })` or `.window({ ... })`, and use its column in the next step",
    };
  const methods = [ExpressionBuilder, RelationBuilder].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  const other = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
  const meant =
    other ??
    nearest(
      name,
      methods.filter((method) => method !== "constructor" && method !== "toString"),
    );
  if (meant === undefined) return undefined;
  // A word of another language may take other arguments.
  return { instead: `did you mean \`.${meant}(...)\`?`, ...(other === undefined ? { spelling: { was: name, name: meant } } : {}) };
}
