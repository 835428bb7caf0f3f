import { describe, expect, test } from "vitest";
import { aggregateColumn } from "../../../dsl/backends/pyspark/aggregates.ts";
import { columnOf, operandOf } from "../../../dsl/backends/pyspark/expressions.ts";
import { layOut } from "../../../dsl/backends/pyspark/python-document.ts";
import { statementDocument } from "../../../dsl/backends/pyspark/python-layout.ts";
import { withParentheses } from "../../../dsl/backends/pyspark/python-parentheses.ts";
import { AGGREGATE_RULES, type AggregateName } from "../../../dsl/expressions/aggregate.ts";
import type { Expression, LiteralExpression } from "../../../dsl/expressions/expression.ts";
import { FUNCTION_RULES, type FunctionName } from "../../../dsl/expressions/functions.ts";
import { castMayFail } from "../../../dsl/expressions/type-rules.ts";
import type { ColumnType } from "../../../dsl/schema/column-type.ts";
import { call, column, literal } from "./plans.ts";

const COLUMNS: Readonly<Record<string, ColumnType>> = {
  text: { kind: "string" },
  truth: { kind: "boolean" },
  int: { kind: "int32" },
  long: { kind: "int64" },
  float: { kind: "float" },
  double: { kind: "double" },
  price: { kind: "decimal", precision: 10, scale: 2 },
  ratio: { kind: "decimal", precision: 38, scale: 30 },
  day: { kind: "date" },
  instant: { kind: "timestamp" },
  at: { kind: "epochMillis" },
  tags: { kind: "array", element: { kind: "string" } },
  labels: { kind: "map", value: { kind: "int32" } },
  place: { kind: "struct", fields: [{ name: "city.name", type: { kind: "string" }, nullable: true }] },
};

const [text, truth, int, long, float, double, price, ratio, day, instant, at] = Object.keys(COLUMNS).map((name) => column(name)) as [
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
];

const columns = ({ name }: { readonly name: string }) => ({ reference: name, type: COLUMNS[name] ?? { kind: "unknown" } }) as const;
const print = (python: Parameters<typeof withParentheses>[0]): string => layOut(statementDocument(withParentheses(python)), 1000, 0);
const python = (expression: Expression): string => print(columnOf(expression, columns)).replaceAll(/F\.col\("(\w+)"\)/g, "<$1>");

const five = literal("int32", 5);
const EXAMPLES: { readonly [K in FunctionName]: readonly (readonly [Expression, string])[] } = {
  eq: [
    [call("eq", int, five), "<int> == 5"],
    [call("eq", text, literal("string", 'a"b')), "<text> == 'a\"b'"],
    [call("eq", truth, literal("boolean", true)), "<truth> == F.lit(True)"],
    [call("eq", five, long), "F.lit(5) == <long>"],
    [call("eq", long, double), "<long> == <double>"],
    [call("eq", long, float), '<long>.cast("double") == <float>.cast("double")'],
    [call("eq", float, five), '<float>.cast("double") == 5.0'],
    [call("eq", day, literal("date", "2024-01-31")), '<day> == "2024-01-31"'],
    [call("eq", at, literal("epochMillis", "1700000000000")), "<at> == 1700000000000"],
    [call("eq", price, five), "<price> == 5"],
    [call("eq", price, ratio), "<price> == <ratio>"],
    [call("eq", call("eq", int, five), truth), "(<int> == 5) == <truth>"],
  ],
  ne: [[call("ne", int, literal("int32", -5)), "<int> != -5"]],
  lt: [[call("lt", double, literal("double", 3)), "<double> < 3.0"]],
  lte: [[call("lte", call("length", text), five), "F.length(<text>) <= 5"]],
  gt: [[call("gt", instant, literal("timestamp", "2024-01-31T00:00:00.000Z")), '<instant> > "2024-01-31T00:00:00.000Z"']],
  gte: [[call("gte", ratio, long), '<ratio> >= <long>.cast("decimal(38,30)")']],
  in: [
    [call("in", text, literal("string", "a"), literal("string", "b")), '<text>.isin("a", "b")'],
    [call("in", day, literal("date", "2024-01-31")), '<day>.isin(F.lit("2024-01-31").cast("date"))'],
    [call("in", long, five, literal("double", 1.5)), "<long>.isin(5, 1.5)"],
  ],
  between: [
    [call("between", int, five, literal("int32", 7)), "<int>.between(5, 7)"],
    [call("between", long, five, literal("double", 7.5)), '<long>.cast("double").between(5, 7.5)'],
  ],
  isDistinctFrom: [[call("isDistinctFrom", text, literal("string", "a")), '~<text>.eqNullSafe("a")']],
  isNotDistinctFrom: [[call("isNotDistinctFrom", int, long), "<int>.eqNullSafe(<long>)"]],
  isNull: [[call("isNull", text), "<text>.isNull()"]],
  isNotNull: [[call("isNotNull", call("eq", int, five)), "(<int> == 5).isNotNull()"]],
  coalesce: [
    [call("coalesce", long, five), "F.coalesce(<long>, F.lit(5))"],
    [call("coalesce", int, literal("double", 0.5)), "F.coalesce(<int>, F.lit(0.5))"],
    [call("coalesce", float, long), 'F.coalesce(<float>.cast("double"), <long>.cast("double"))'],
    [call("coalesce", price, five), 'F.coalesce(<price>.cast("decimal(38,2)"), F.lit(5).cast("decimal(38,2)"))'],
    [call("coalesce", literal("int64", "1"), five), 'F.coalesce(F.lit(1).cast("bigint"), F.lit(5).cast("bigint"))'],
  ],
  and: [
    [call("and", call("gt", int, five), truth, call("isNull", text)), "(<int> > 5) & <truth> & <text>.isNull()"],
    [call("and", call("or", truth, call("isNull", text)), truth), "(<truth> | <text>.isNull()) & <truth>"],
  ],
  or: [[call("or", call("and", truth, call("isNull", text)), truth), "(<truth> & <text>.isNull()) | <truth>"]],
  not: [
    [call("not", call("and", truth, truth)), "~(<truth> & <truth>)"],
    [call("not", call("isNull", text)), "~<text>.isNull()"],
  ],
  plus: [
    [call("plus", int, int), 'F.try_add(<int>.cast("bigint"), <int>)'],
    [call("plus", int, five), 'F.try_add(<int>.cast("bigint"), F.lit(5))'],
    [call("plus", int, long), "F.try_add(<int>, <long>)"],
    [call("plus", int, literal("int64", "5")), 'F.try_add(<int>.cast("bigint"), F.lit(5))'],
    [call("plus", call("length", text), five), 'F.try_add(F.length(<text>).cast("bigint"), F.lit(5))'],
    [call("plus", double, five), "sluice.finite(<double> + 5)"],
    [call("plus", float, float), 'sluice.finite(<float>.cast("double") + <float>.cast("double"))'],
    [call("plus", price, five), 'F.try_add(<price>, F.lit(5)).cast("decimal(38,2)")'],
    [call("plus", ratio, price), "F.try_add(<ratio>, <price>)"],
  ],
  minus: [[call("minus", double, float), "sluice.finite(<double> - <float>)"]],
  times: [[call("times", call("plus", double, double), double), "sluice.finite(sluice.finite(<double> + <double>) * <double>)"]],
  dividedBy: [
    [call("dividedBy", int, long), "F.try_divide(<int>, <long>)"],
    [call("dividedBy", double, int), "sluice.finite(F.try_divide(<double>, <int>))"],
    [call("dividedBy", price, ratio), "sluice.quotient(<price>, 2, <ratio>, 30)"],
    [call("dividedBy", price, int), 'F.try_divide(<price>.cast("decimal(16,8)"), <int>).cast("decimal(38,6)")'],
  ],
  modulo: [[call("modulo", int, five), "sluice.modulo(<int>, F.lit(5))"]],
  negated: [
    [call("negated", int), "sluice.negated(<int>)"],
    [call("negated", price), 'sluice.negated(<price>).cast("decimal(38,2)")'],
  ],
  abs: [[call("abs", float), 'sluice.abs(<float>.cast("double"))']],
  round: [
    [call("round", double), "sluice.round(<double>)"],
    [call("round", int), 'sluice.round(<int>.cast("bigint"))'],
    [call("round", ratio), 'sluice.round(<ratio>).cast("decimal(38,0)")'],
  ],
  lower: [[call("lower", text), "sluice.lower(<text>)"]],
  upper: [[call("upper", text), "sluice.upper(<text>)"]],
  trim: [[call("trim", text), "F.trim(<text>)"]],
  concat: [[call("concat", text, literal("string", "-"), text), 'F.concat(<text>, F.lit("-"), <text>)']],
  substring: [[call("substring", text, literal("int32", 2), literal("int64", "9999999999")), "F.substring(<text>, 2, 2147483647)"]],
  length: [[call("length", text), 'F.length(<text>).cast("bigint")']],
  startsWith: [[call("startsWith", text, literal("string", "a")), '<text>.startswith("a")']],
  endsWith: [[call("endsWith", text, text), "<text>.endswith(<text>)"]],
  contains: [[call("contains", literal("string", "abc"), text), 'F.lit("abc").contains(<text>)']],
  replace: [[call("replace", text, literal("string", "a"), literal("string", "b")), 'F.replace(<text>, F.lit("a"), F.lit("b"))']],
  regexpLike: [[call("regexpLike", text, literal("string", "^[$]\\$|a$")), '<text>.rlike("^[$]\\\\$|a\\\\z")']],
  regexpExtract: [
    [call("regexpExtract", text, literal("string", "(a)?b")), 'F.nullif(F.regexp_extract(<text>, "(a)?b", 1), F.lit(""))'],
    [call("regexpExtract", text, literal("string", "a(b*)")), 'F.when(<text>.rlike("a(b*)"), F.regexp_extract(<text>, "a(b*)", 1))'],
  ],
  sha256: [[call("sha256", text), "F.sha2(<text>, 256)"]],
  pseudonym: [[call("pseudonym", text, literal("string", "research")), 'sluice.pseudonym(<text>, "research")']],
  toTimestamp: [[call("toTimestamp", at), "sluice.to_timestamp(<at>)"]],
  toEpochMillis: [[call("toEpochMillis", instant), "sluice.to_epoch_millis(<instant>)"]],
  toDate: [
    [call("toDate", instant), "sluice.to_date(<instant>)"],
    [call("toDate", at), "sluice.to_date(sluice.to_timestamp(<at>))"],
  ],
  truncatedTo: [
    [call("truncatedTo", instant, literal("string", "week")), 'sluice.truncate(<instant>, "week")'],
    [call("truncatedTo", at, literal("string", "day")), 'sluice.to_epoch_millis(sluice.truncate(sluice.to_timestamp(<at>), "day"))'],
  ],
  at: [
    [call("at", column("tags"), literal("int32", 0)), "F.get(<tags>, 0)"],
    [call("at", column("tags"), literal("int32", -2)), "F.try_element_at(<tags>, F.lit(-2))"],
  ],
  includes: [
    [call("includes", column("tags"), text), "F.array_contains(<tags>, <text>)"],
    [call("includes", column("tags"), literal("string", "a")), 'F.array_contains(<tags>, F.lit("a"))'],
  ],
  get: [[call("get", column("labels"), literal("string", "de")), 'F.try_element_at(<labels>, F.lit("de"))']],
  size: [
    [call("size", column("tags")), 'F.array_size(<tags>).cast("bigint")'],
    [call("size", column("labels")), 'F.array_size(F.map_keys(<labels>)).cast("bigint")'],
  ],
  difference: [
    [call("difference", instant, instant, literal("string", "hour")), 'sluice.difference(<instant>, <instant>, "hour")'],
    [
      call("difference", at, literal("epochMillis", "0"), literal("string", "day")),
      'sluice.millis_difference(<at>, F.lit(0).cast("bigint"), "day")',
    ],
  ],
};

describe("functions", () => {
  test.each(
    (Object.keys(FUNCTION_RULES) as FunctionName[]).flatMap((name) =>
      EXAMPLES[name].map(([expression, expected]) => ({ name, expression, expected })),
    ),
  )("$name is $expected", ({ expression, expected }) => {
    expect(python(expression)).toBe(expected);
  });

  test("every function has an example", () => {
    for (const name of Object.keys(FUNCTION_RULES) as FunctionName[]) expect(EXAMPLES[name].length, name).toBeGreaterThan(0);
  });
});

const TYPES = Object.values(COLUMNS).filter(({ kind }) => kind !== "struct");
const CASTS: Readonly<Record<string, string>> = {
  "string>int32": "sluice.text_to_int(<text>)",
  "string>int64": "sluice.text_to_bigint(<text>)",
  "string>float": "sluice.text_to_float(<text>)",
  "string>double": "sluice.text_to_double(<text>)",
  "string>decimal": "sluice.text_to_decimal(<text>, 10, 2)",
  "string>boolean": "sluice.text_to_boolean(<text>)",
  "string>date": "sluice.text_to_date(<text>)",
  "boolean>string": '<truth>.cast("string")',
  "boolean>int32": '<truth>.cast("int")',
  "boolean>int64": '<truth>.cast("bigint")',
  "int32>string": '<int>.cast("string")',
  "int32>int64": '<int>.cast("bigint")',
  "int32>float": '<int>.cast("float")',
  "int32>double": '<int>.cast("double")',
  "int32>decimal": '<int>.cast("decimal(10,2)")',
  "int32>epochMillis": '<int>.cast("bigint")',
  "int64>string": '<long>.cast("string")',
  "int64>int32": "sluice.to_int(<long>)",
  "int64>float": '<long>.cast("float")',
  "int64>double": '<long>.cast("double")',
  "int64>decimal": '<long>.cast("decimal(10,2)")',
  "int64>epochMillis": "<long>",
  "float>int32": "sluice.to_int(<float>)",
  "float>int64": "sluice.to_bigint(<float>)",
  "float>double": '<float>.cast("double")',
  "float>decimal": "sluice.to_decimal(<float>, 10, 2)",
  "double>int32": "sluice.to_int(<double>)",
  "double>int64": "sluice.to_bigint(<double>)",
  "double>float": "sluice.to_float(<double>)",
  "double>decimal": "sluice.to_decimal(<double>, 10, 2)",
  "decimal>string": "sluice.decimal_to_text(<price>, 2)",
  "decimal>int32": "sluice.to_int(<price>)",
  "decimal>int64": "sluice.to_bigint(<price>)",
  "decimal>float": '<price>.cast("float")',
  "decimal>double": '<price>.cast("double")',
  "decimal>decimal": '<price>.cast("decimal(38,30)")',
  "date>string": '<day>.cast("string")',
  "date>timestamp": '<day>.cast("timestamp")',
  "epochMillis>string": '<at>.cast("string")',
  "epochMillis>int32": "sluice.to_int(<at>)",
  "epochMillis>int64": "<at>",
};

test("every cast that exists is written as the table says", () => {
  const written: Record<string, string> = {};
  for (const [name, from] of Object.entries(COLUMNS)) {
    if (name === "ratio") continue;
    for (const to of TYPES) {
      const different = from.kind !== to.kind || (from.kind === "decimal" && to !== from);
      if (!different || (to === COLUMNS.ratio && from.kind !== "decimal") || castMayFail(from, to) === undefined) continue;
      written[`${from.kind}>${to.kind}`] = python({ op: "cast", input: column(name), to });
    }
  }
  expect(written).toEqual(CASTS);
});

test("a pair of types without a cast is our mistake, said loudly", () => {
  expect(() => python({ op: "cast", input: day, to: { kind: "int32" } })).toThrow("there is no cast from date to int32");
});

const AGGREGATES: { readonly [K in AggregateName]: readonly (readonly [Expression, string])[] } = {
  count: [[text, "F.count(<text>)"]],
  countDistinct: [[text, "F.count_distinct(<text>)"]],
  sum: [
    [int, "F.try_sum(<int>)"],
    [long, 'sluice.to_bigint(F.try_sum(<long>.cast("decimal(38,0)")))'],
    [double, "sluice.float_sum(<double>)"],
    [price, 'F.try_sum(<price>).cast("decimal(38,2)")'],
    [ratio, "sluice.decimal_sum(<ratio>, 30)"],
  ],
  avg: [
    [int, 'F.try_sum(<int>.cast("decimal(38,0)")).cast("double") / F.count(<int>)'],
    [float, "sluice.float_mean(<float>)"],
    [price, 'F.try_sum(<price>.cast("decimal(38,2)")).cast("double") / F.count(<price>)'],
    [ratio, 'sluice.decimal_sum(<ratio>, 30).cast("double") / F.count(<ratio>)'],
  ],
  min: [[day, "F.min(<day>)"]],
  max: [[at, "F.max(<at>)"]],
};

test.each(
  (Object.keys(AGGREGATE_RULES) as AggregateName[]).flatMap((name) =>
    AGGREGATES[name].map(([argument, expected]) => ({ name, argument, expected })),
  ),
)("the aggregate $name is $expected", ({ name, argument, expected }) => {
  expect(print(aggregateColumn(name, operandOf(argument, columns))).replaceAll(/F\.col\("(\w+)"\)/g, "<$1>")).toBe(expected);
});

describe("literals have their exact type where nothing else gives it", () => {
  const cases: readonly (readonly [Omit<LiteralExpression, "op">, string])[] = [
    [{ type: { kind: "string" }, value: "x" }, 'F.lit("x")'],
    [{ type: { kind: "boolean" }, value: false }, "F.lit(False)"],
    [{ type: { kind: "int32" }, value: -5 }, "F.lit(-5)"],
    [{ type: { kind: "int64" }, value: "5" }, 'F.lit(5).cast("bigint")'],
    [{ type: { kind: "int64" }, value: "-9223372036854775808" }, "F.lit(-9223372036854775808)"],
    [{ type: { kind: "epochMillis" }, value: "2147483647" }, 'F.lit(2147483647).cast("bigint")'],
    [{ type: { kind: "epochMillis" }, value: "2147483648" }, "F.lit(2147483648)"],
    [{ type: { kind: "double" }, value: 5 }, "F.lit(5.0)"],
    [{ type: { kind: "double" }, value: 1e300 }, "F.lit(1e300)"],
    [{ type: { kind: "float" }, value: 0.1 }, 'F.lit(0.1).cast("float")'],
    [{ type: { kind: "decimal", precision: 5, scale: 2 }, value: "1.50" }, 'F.lit("1.50").cast("decimal(5,2)")'],
    [{ type: { kind: "date" }, value: "2024-01-31" }, 'F.lit("2024-01-31").cast("date")'],
    [{ type: { kind: "timestamp" }, value: "2024-01-31T00:00:00.000Z" }, 'F.lit("2024-01-31T00:00:00.000Z").cast("timestamp")'],
    [{ type: { kind: "array", element: { kind: "int64" } }, value: null }, 'F.lit(None).cast("array<bigint>")'],
    [{ type: { kind: "map", value: { kind: "string" } }, value: null }, 'F.lit(None).cast("map<string,string>")'],
    [{ type: COLUMNS.place ?? { kind: "unknown" }, value: null }, 'F.lit(None).cast("struct<`city.name`:string>")'],
  ];
  test.each(cases)("%j is %s", (parts, expected) => {
    expect(python({ op: "literal", ...parts })).toBe(expected);
  });
});

test("a conditional", () => {
  const branches = [
    { when: call("gt", int, five), then: literal("string", "many") },
    { when: call("eq", int, five), then: literal("string", "five") },
  ];
  expect(python({ op: "when", branches, otherwise: literal("string", null) })).toBe(
    'F.when(<int> > 5, "many").when(<int> == 5, "five").otherwise(None)',
  );
});

test("the branches of a conditional get one type", () => {
  const when = (then: Expression, otherwise: Expression): string => python({ op: "when", branches: [{ when: truth, then }], otherwise });
  expect(when(five, literal("int64", "7"))).toBe('F.when(<truth>, F.lit(5).cast("bigint")).otherwise(F.lit(7).cast("bigint"))');
  expect(when(long, five)).toBe("F.when(<truth>, <long>).otherwise(5)");
  expect(when(call("length", text), five)).toBe('F.when(<truth>, F.length(<text>).cast("bigint")).otherwise(F.lit(5).cast("bigint"))');
  expect(when(literal("date", null), day)).toBe("F.when(<truth>, None).otherwise(<day>)");
});

test("a field of a struct", () => {
  expect(python({ op: "field", input: column("place"), field: "city.name" })).toBe('<place>.getField("city.name")');
});
