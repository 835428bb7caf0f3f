import { AGGREGATE_RULES } from "../../dsl/expressions/aggregate.ts";
import type { NullRule } from "../../dsl/expressions/function-rule.ts";
import { FUNCTION_RULES } from "../../dsl/expressions/functions.ts";
import { WINDOW_RULES, type WindowFunctionName } from "../../dsl/expressions/window.ts";
import { append, hasPlan, replace, type Switch, uses } from "./switch.ts";

/** What a rule is mistaken for: something that may be null for what may not, and the other way round. */
const OTHERS: { readonly [R in NullRule]: readonly NullRule[] } = {
  strict: ["fallible", "never"],
  fallible: ["strict", "never"],
  never: ["strict", "fallible"],
  "first-known": ["strict", "never"],
  logic: ["strict", "never"],
  membership: ["fallible", "never"],
};

/** The NULL rule of each function. */
export const functionSwitches = (): readonly Switch[] =>
  Object.entries(FUNCTION_RULES).flatMap(([name, { nulls }]) =>
    OTHERS[nulls].map((other) => ({
      name: `function ${name}, ${nulls} as ${other}`,
      patches: {
        "dsl/expressions/functions.ts": append(`Object.assign(FUNCTIONS.${name}, { nulls: ${JSON.stringify(other)} });`),
      },
      concerns: uses(name),
    })),
  );

/** What an aggregate is of no rows. */
export const aggregateSwitches = (): readonly Switch[] =>
  Object.entries(AGGREGATE_RULES).map(([name, { zeroWhenEmpty }]) => ({
    name: `aggregate ${name}, ${zeroWhenEmpty ? "null" : "never null"} when empty`,
    patches: { "dsl/expressions/aggregate.ts": append(`Object.assign(AGGREGATES.${name}, { zeroWhenEmpty: ${!zeroWhenEmpty} });`) },
    concerns: uses(name),
  }));

/** What a window function is mistaken for: a value may be null as it is in the row. */
const OTHER_NULLS = { nothing: [true], value: [true, false], "value and offset": [false] } as const;

/** What may be null of each function of a window. */
export const windowSwitches = (): readonly Switch[] =>
  (Object.keys(WINDOW_RULES) as WindowFunctionName[]).flatMap((name) =>
    OTHER_NULLS[WINDOW_RULES[name].takes].map((nullable) => ({
      name: `window function ${name}, ${nullable ? "may be" : "never"} null`,
      patches: {
        "dsl/expressions/window.ts": append(
          `const gives_${name} = WINDOW_RULES.${name}.gives; Object.assign(WINDOW_FUNCTIONS.${name}, { gives: (argument: Typing | undefined) => ({ ...gives_${name}(argument), nullable: ${nullable} }) });`,
        ),
      },
      concerns: uses(name),
    })),
  );

const inFile = (file: string, cases: Readonly<Record<string, readonly [search: string, replacement: string]>>): readonly Switch[] =>
  Object.entries(cases).map(([name, [search, replacement]]) => ({
    name: `${file}, ${name}`,
    patches: { [file]: replace(search, replacement) },
    concerns: hasPlan,
  }));

/** Each case of what a condition shows not to be null, and of what may be null. */
export const nullCaseSwitches = (): readonly Switch[] => [
  ...inFile("dsl/expressions/null-facts.ts", {
    "isNotNull shows nothing": ['(predicate.function === "isNotNull") === truth', '(predicate.function === "isNull" && !truth)'],
    "a false isNull shows nothing": ['(predicate.function === "isNotNull") === truth', '(predicate.function === "isNotNull" && truth)'],
    "isNull shows what isNotNull does": ['(predicate.function === "isNotNull") === truth', "truth"],
    "`and` shows what `or` does": ['(predicate.function === "and") === truth ? union', "false ? union"],
    "`or` shows what `and` does": ['(predicate.function === "and") === truth ? union', "true ? union"],
    "`and` and `or` are each other when false": [
      '(predicate.function === "and") === truth ? union',
      '(predicate.function === "and") ? union',
    ],
    "`not` turns nothing round": ["nonNullWhen(args[0], !truth)", "nonNullWhen(args[0], truth)"],
    "`not` shows nothing": ["nonNullWhen(args[0], !truth)", "new Set()"],
    "a condition that is known shows nothing": ["  return nonNullWhenKnown(predicate);", "  return new Set();"],
    "a column shows nothing": ["return new Set([keyOf(expression)])", "return new Set()"],
    "a cast and a field show nothing": ["return nonNullWhenKnown(expression.input)", "return new Set()"],
    "functions show nothing": ['if (nulls === "strict" || nulls === "fallible") return union', 'if (nulls === "never") return union'],
    "fallible functions show nothing": [
      'if (nulls === "strict" || nulls === "fallible") return union',
      'if (nulls === "strict") return union',
    ],
    "strict functions show nothing": [
      'if (nulls === "strict" || nulls === "fallible") return union',
      'if (nulls === "fallible") return union',
    ],
    "functions show what all arguments show": [
      "return union(expression.arguments.map(nonNullWhenKnown))",
      "return intersection(expression.arguments.map(nonNullWhenKnown))",
    ],
    "`in` shows nothing": ['nulls === "membership"', 'nulls === "never"'],
    "logic that is known shows nothing": ['if (nulls === "logic") return intersection', 'if (nulls === "never") return intersection'],
    "logic that is known shows what either shows": ['if (nulls === "logic") return intersection', 'if (nulls === "logic") return union'],
    "a side is not told from the other": [
      'export const nonNullKey = (name: string, side?: "left" | "right"): string => `${side ?? ""}.${name}`',
      'export const nonNullKey = (name: string, side?: "left" | "right"): string => `${side === undefined ? "" : "left"}.${name}`',
    ],
  }),
  ...inFile("dsl/operations/filter.ts", {
    "shows nothing": ["const nonNull = nonNullWhen(node.where, true)", "const nonNull = new Set<string>()"],
    "shows what a false condition does": ["nonNullWhen(node.where, true)", "nonNullWhen(node.where, false)"],
  }),
  ...inFile("dsl/operations/join.ts", {
    "keys may be null": ["|| node.on.some((pair) => pair[side] === column.name)", ""],
    "the condition shows nothing": ["nonNullWhen(node.where, true)", "new Set<string>()"],
    "a left join narrows the left side": ['node.op === "join" || node.op === "semiJoin"', 'node.op !== "antiJoin"'],
    "an anti-join narrows the left side": ['node.op === "join" || node.op === "semiJoin"', 'node.op !== "leftJoin"'],
    "a left join leaves the right side as it is": [
      '(node.op === "leftJoin" ? { ...column, nullable: true } : nonNull(column, "right"))',
      '(node.op === "leftJoin" ? column : nonNull(column, "right"))',
    ],
    "a join leaves the right side as it is": [
      '(node.op === "leftJoin" ? { ...column, nullable: true } : nonNull(column, "right"))',
      '(node.op === "leftJoin" ? { ...column, nullable: true } : column)',
    ],
  }),
  ...inFile("dsl/operations/union.ts", {
    "the nulls of the left side alone": ["nullable: column.nullable || other.nullable", "nullable: column.nullable"],
    "the nulls of the right side alone": ["nullable: column.nullable || other.nullable", "nullable: other.nullable"],
  }),
  ...inFile("dsl/expressions/aggregate.ts", {
    "a sum does not overflow": ['name === "sum" || ', ""],
    "a lone group has a member": ["!grouped || ", ""],
    "a value may not be null": ["|| (argument?.nullable ?? false)", ""],
  }),
  ...inFile("dsl/expressions/type-rules.ts", {
    "a cast never fails": ["nullable: input.nullable || castMayFail(input.type, expression.to) !== false", "nullable: input.nullable"],
    "a cast of NULL is none": [
      "nullable: input.nullable || castMayFail(input.type, expression.to) !== false",
      "nullable: castMayFail(input.type, expression.to) !== false",
    ],
    "a native expression is never null": ["{ type: expression.type, nullable: true }", "{ type: expression.type, nullable: false }"],
    "a field is as null as its struct": [
      "{ type: field.type, nullable: input.nullable || field.nullable }",
      "{ type: field.type, nullable: input.nullable }",
    ],
    "a field is as null as it is in a struct": [
      "{ type: field.type, nullable: input.nullable || field.nullable }",
      "{ type: field.type, nullable: field.nullable }",
    ],
    "a conditional is never null": ["nullable: results.some((result) => result.nullable)", "nullable: false"],
    "a conditional is null when all branches may be": [
      "nullable: results.some((result) => result.nullable)",
      "nullable: results.every((result) => result.nullable)",
    ],
    "`coalesce` is null when one may be": ["args.every((arg) => arg.nullable)", "args.some((arg) => arg.nullable)"],
    "a literal null is not null": ["nullable: expression.value === null", "nullable: false"],
  }),
];
