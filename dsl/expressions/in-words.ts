import { typeName } from "../schema/column-type.ts";
import type { Aggregate, ColumnExpression, Expression } from "./expression.ts";
import type { FunctionName } from "./functions.ts";
import type { WindowExpression } from "./window.ts";

type Words = (args: readonly string[]) => string;

const infix =
  (operator: string): Words =>
  (args) =>
    args.map(inParentheses).join(` ${operator} `);
const prefix =
  (name: string): Words =>
  (args) =>
    `${name}(${args.join(", ")})`;

const inParentheses = (text: string): string => (/ /.test(text) && !/^(\(.*\)|'[^']*')$/.test(text) ? `(${text})` : text);

const WORDS: { readonly [K in FunctionName]: Words } = {
  eq: infix("="),
  ne: infix("<>"),
  lt: infix("<"),
  lte: infix("<="),
  gt: infix(">"),
  gte: infix(">="),
  in: ([first, ...rest]) => `${first} in (${rest.join(", ")})`,
  between: ([value, low, high]) => `${value} between ${low} and ${high}`,
  isDistinctFrom: infix("is distinct from"),
  isNotDistinctFrom: infix("is not distinct from"),
  isNull: ([value]) => `${inParentheses(value ?? "")} is null`,
  isNotNull: ([value]) => `${inParentheses(value ?? "")} is not null`,
  coalesce: prefix("coalesce"),
  and: infix("and"),
  or: infix("or"),
  not: ([value]) => `not ${inParentheses(value ?? "")}`,
  plus: infix("+"),
  minus: infix("-"),
  times: infix("*"),
  dividedBy: infix("/"),
  modulo: infix("%"),
  negated: ([value]) => `-${inParentheses(value ?? "")}`,
  abs: prefix("abs"),
  round: prefix("round"),
  lower: prefix("lower"),
  upper: prefix("upper"),
  trim: prefix("trim"),
  concat: infix("||"),
  substring: prefix("substring"),
  length: prefix("length"),
  startsWith: prefix("startsWith"),
  endsWith: prefix("endsWith"),
  contains: prefix("contains"),
  replace: prefix("replace"),
  regexpLike: prefix("regexpLike"),
  regexpExtract: prefix("regexpExtract"),
  sha256: prefix("sha256"),
  pseudonym: prefix("pseudonym"),
  toTimestamp: prefix("toTimestamp"),
  toEpochMillis: prefix("toEpochMillis"),
  toDate: prefix("toDate"),
  truncatedTo: prefix("truncatedTo"),
  difference: prefix("difference"),
  at: ([array, place]) => `${inParentheses(array ?? "")}[${place}]`,
  includes: prefix("includes"),
  get: ([map, key]) => `${inParentheses(map ?? "")}[${key}]`,
  size: prefix("size"),
};

const LONGEST = 400;

/** An expression for people to read, in SQL's operators. What a column is called is up to `nameOf`; very long text is cut. */
export function expressionInWords(expression: Expression, nameOf: (column: ColumnExpression) => string = ({ name }) => name): string {
  const words = (e: Expression): string => {
    switch (e.op) {
      case "column":
        return nameOf(e);
      case "literal":
        return e.value === null
          ? "null"
          : typeof e.value === "string" && !["int64", "epochMillis", "decimal"].includes(e.type.kind)
            ? `'${e.value.replaceAll("'", "''")}'`
            : String(e.value);
      case "call":
        return WORDS[e.function](e.arguments.map(words));
      case "cast":
        return `cast(${words(e.input)} as ${typeName(e.to)})`;
      case "field":
        return `${inParentheses(words(e.input))}.${e.field}`;
      case "native":
        return `native(${[e.spark, ...e.inputs.map(({ name, expression: input }) => `${name} = ${words(input)}`)].join("; ")}; not proven)`;
      case "when":
        return `case ${e.branches.map((branch) => `when ${words(branch.when)} then ${words(branch.then)}`).join(" ")} else ${words(e.otherwise)} end`;
    }
  };
  return cut(words(expression));
}

export const aggregateInWords = ({ function: name, argument }: Aggregate, nameOf?: (column: ColumnExpression) => string): string =>
  `${name}(${argument === undefined ? "*" : expressionInWords(argument, nameOf)})`;

/** What a window's rows are together by and in which order. */
interface Over {
  readonly partitionBy: readonly string[];
  readonly orderBy: readonly { readonly column: string; readonly descending: boolean }[];
}

/** `lag(x, 2) over (partition by user order by at desc)` */
export function windowInWords(
  { function: name, argument, ...value }: WindowExpression,
  { partitionBy, orderBy }: Over,
  nameOf: (column: ColumnExpression) => string = (column) => column.name,
): string {
  const column = (of: string): string => nameOf({ op: "column", name: of });
  const measured = argument === undefined ? (value.op === "aggregate" ? "*" : "") : expressionInWords(argument, nameOf);
  const offset = "offset" in value && value.offset !== undefined ? `, ${value.offset}` : "";
  const partition = partitionBy.length === 0 ? [] : [`partition by ${partitionBy.map(column).join(", ")}`];
  const order = orderBy.map((by) => `${column(by.column)}${by.descending ? " desc" : ""}`);
  const over = [...partition, ...(order.length === 0 ? [] : [`order by ${order.join(", ")}`])].join(" ");
  return cut(`${name}(${measured}${offset}) over (${over})`);
}

const cut = (text: string): string => (text.length > LONGEST ? `${[...text].slice(0, LONGEST).join("")}…` : text);
