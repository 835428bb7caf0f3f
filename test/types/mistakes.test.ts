import { describe, expect, test } from "vitest";
import { mistakesIn } from "./checker.ts";

const HEAD = `import { consent, count, epochMillis, iceberg, json, literal, source, when, zone } from "sluice";
import { z } from "zod";
import { customers, orders } from "./lake.ts";
const trusted = zone("trusted");
`;

/** An author's line, what is underlined in it, and what the editor says there. */
const MISTAKES: readonly (readonly [line: string, at: string, message: RegExp])[] = [
  // Columns
  ["orders.filter((order) => order.wieght.gt(1))", "wieght", /Property 'wieght' does not exist .* Did you mean 'weight'\?/],
  ['orders.select("id", "colour")', '"colour"', /'"colour"' is not assignable to parameter of type '"id" \|/],
  ['orders.dropColumns("colour")', '"colour"', /'"colour"' is not assignable/],
  ['orders.rename({ wieght: "kilos" })', "wieght", /'wieght' does not exist/],
  ['orders.rename({ weight: "kilos", wieght: "mass" })', "wieght", /there is no column 'wieght'/],
  ['orders.rename({ weight: "id" })', "weight", /there is already a column 'id'/],
  ["orders.union(customers)", "customers", /the other side of the union has no column 'id'/],
  [
    'orders.select("id").union(orders.select("id", "day"))',
    'orders.select("id", "day")',
    /only the other side of the union has a column 'day'/,
  ],
  ['orders.latest({ by: ["id"], newest: "at" })', "newest", /'"at"' is not assignable to type '"id" \|/],
  ['orders.latest({ by: ["at"], newest: "placedAt" })', '"at"', /'"at"' is not assignable/],
  ['orders.aggregate({ by: ["colour"], measures: () => ({ n: count() }) })', '"colour"', /'"colour"' is not assignable/],
  ['orders.join(customers, { on: { customer: "emial" } })', "customer", /'"emial"' is not assignable to type .* Did you mean '"email"'\?/],
  ['orders.semiJoin(customers, { on: { custmer: "email" } })', "custmer", /'custmer' does not exist/],
  ...["join", "leftJoin", "semiJoin", "antiJoin"].flatMap((join): typeof MISTAKES => [
    [`orders.${join}(customers, { on: { custmer: "email" }, where: (order, of) => order.weight.gt(of.level) })`, "custmer", /not exist/],
    [`orders.${join}(customers, { on: { customer: "emial" }, where: (order, of) => order.weight.gt(of.level) })`, "customer", /"emial"/],
  ]),
  [
    'orders.filter((order) => order.address.field("town").isNull())',
    '"town"',
    /'"town"' is not assignable to parameter of type '"city" \|/,
  ],

  // Two columns of one name
  [
    'orders.join(customers.rename({ email: "customer", since: "country" }), { on: { customer: "customer" } })',
    'customers.rename({ email: "customer", since: "country" })',
    /both sides of the join have a column 'country': rename or drop one of them before the join/,
  ],
  ['orders.leftJoin(orders.select("id", "customer"), { on: { id: "id" } })', 'orders.select("id", "customer")', /have a column 'customer'/],

  // Types of operands
  ['orders.filter((order) => order.weight.gt("1"))', '"1"', /'string' is not assignable to parameter of type/],
  ["orders.filter((order) => order.country.eq(order.pieces))", "order.pieces", /not assignable to parameter of type/],
  ["orders.filter((order) => order.placedAt.gt(order.checkedAt))", "order.checkedAt", /not assignable to parameter of type/],
  ["orders.filter((order) => order.placedAt.gt(order.pieces))", "order.pieces", /not assignable to parameter of type/],
  ["orders.derive((order) => ({ sum: order.country.plus(1) }))", "plus", /'plus' does not exist/],
  ["orders.derive((order) => ({ sum: order.weight.plus(order.country) }))", "order.country", /not assignable to parameter of type/],
  ["orders.derive((order) => ({ rest: order.pieces.modulo(order.price) }))", "order.price", /not assignable to parameter of type/],
  ["orders.derive((order) => ({ day: order.placedAt.truncatedTo('fortnight') }))", "'fortnight'", /'"fortnight"' is not assignable/],
  ["orders.derive((order) => ({ days: order.placedAt.difference(order.day, 'day') }))", "order.day", /not assignable to parameter of type/],
  ['orders.filter((order) => order.country.regexpLike("^D"))', '"^D"', /'string' is not assignable to parameter of type 'RegExp'/],
  ["orders.derive((order) => ({ hash: order.pieces.sha256() }))", "sha256", /'sha256' does not exist/],
  ["orders.derive((order) => ({ text: order.weight.cast('date') }))", "'date'", /'"date"' is not assignable/],
  ["orders.derive((order) => ({ city: order.address.lower() }))", "lower", /'lower' does not exist/],
  ["orders.filter((order) => order.tags.eq(order.tags))", "eq", /'eq' does not exist/],
  ["orders.filter((order) => order.tags.includes(1))", "1", /'number' is not assignable to parameter of type/],
  ['orders.derive((order) => ({ first: order.tags.at("0") }))', '"0"', /'string' is not assignable to parameter of type 'number'/],
  ["orders.derive((order) => ({ label: order.labels.get(1) }))", "1", /'number' is not assignable to parameter of type/],
  ["orders.filter((order) => order.paid.and(order.country))", "order.country", /not assignable to parameter of type 'Condition</],
  ["orders.filter((order) => order.country.in([1]))", "1", /'number' is not assignable to type 'string'/],
  ["orders.filter((order) => order.weight.between(1))", "between", /Expected 2 arguments, but got 1/],

  // Conditions, expressions, measures, relations
  ["orders.filter((order) => order.weight)", "order.weight", /missing the following properties from type 'Condition</],
  ["orders.filter(() => true)", "true", /'boolean' is not assignable to type/],
  ["orders.derive(() => ({ one: { two: 2 } }))", "two", /'two' does not exist in type/],
  [
    "orders.aggregate({ measures: (order) => ({ weight: order.weight }) })",
    "weight",
    /'NumberExpression<.*' is missing the following properties from type 'GroupMeasure</,
  ],
  ["orders.aggregate({ measures: (order) => ({ sum: order.country.sum() }) })", "sum", /'sum' does not exist/],
  [
    "orders.derive(() => ({ n: count() }))",
    "n",
    /'Measure<number, never>' is not assignable to type 'Expression<unknown, string> \| Constant'/,
  ],

  // Windows
  [
    "orders.derive((order) => ({ before: order.weight.lag() }))",
    "before",
    /'WindowFunction<number \| null>' is not assignable to type 'Expression<unknown, string> \| Constant'/,
  ],
  ["orders.filter((order) => order.weight.lag().gt(1))", "gt", /'gt' does not exist on type 'WindowFunction</],
  [
    "orders.aggregate({ measures: (order) => ({ last: order.weight.last() }) })",
    "last",
    /'WindowFunction<.*' is missing .* from type 'GroupMeasure</,
  ],
  [
    "orders.window({ columns: (order) => ({ n: order.country.countDistinct() }) })",
    "n",
    /missing in type 'GroupMeasure<number, never>' but required in type 'WindowFunction</,
  ],
  [
    "orders.window({ columns: (order) => ({ weight2: order.weight }) })",
    "weight2",
    /missing in type 'NumberExpression<.*' but required in type 'WindowFunction</,
  ],
  ['orders.window({ partitionBy: ["colour"], columns: () => ({ n: count() }) })', '"colour"', /'"colour"' is not assignable/],
  ['orders.window({ orderBy: ["colour"], columns: () => ({ n: count() }) })', '"colour"', /'"colour"' is not assignable/],
  ['orders.window({ orderBy: [{ column: "colour" }], columns: () => ({ n: count() }) })', "column", /'"colour"' is not assignable/],
  [
    "orders.window({ columns: (order) => ({ weight: order.weight.sum() }) })",
    "({ weight: order.weight.sum() })",
    /the rows already have a column 'weight'/,
  ],
  ['orders.explode("country", { as: "letter" })', '"country"', /'"country"' is not assignable to parameter of type '"tags"'/],
  ['orders.explode("tags", {})', "{}", /Property 'as' is missing/],

  ["orders.union('customers')", "'customers'", /^Argument of type 'string' is not assignable to parameter of type 'AnyRelation'\.$/],
  ['orders.join(5, { on: { id: "id" } })', "5", /^Argument of type 'number' is not assignable to parameter of type 'AnyRelation'\.$/],
  ['trusted.table("a", { from: orders.columns.paid })', "from", /missing in type 'Condition<.*' but required in type 'AnyRelation'/],
  ['when(orders.columns.paid, 1).otherwise("two")', '"two"', /the values of a `when` have different types: cast one of them/],
  [
    "when(orders.columns.paid, orders.columns.weight).when(orders.columns.paid, orders.columns.day).otherwise(2)",
    "orders.columns.day",
    /the values of a `when` have different types/,
  ],
  ["when(orders.columns.weight, 1).otherwise(2)", "orders.columns.weight", /not assignable to parameter of type 'Condition</],

  // Declarations
  ['trusted.table("a", { from: orders, fromat: json() })', "fromat", /'fromat' does not exist in type 'TableOptions</],
  ['trusted.table("a", { from: orders, personal: { colour: "why" } })', "colour", /'colour' does not exist/],
  ['trusted.table("a", {})', "{}", /Property 'from' is missing/],
  ['orders.join(customers, { on: { customer: "email" }, were: () => literal(true) })', "were", /'were' does not exist/],
  ['orders.semiJoin(customers, { on: { customer: "email" }, many: "why" })', "many", /'many' does not exist/],
  ['source("a", { path: "a/", format: iceberg(), row: z.object({}) })', "format", /is not assignable to type/],
  [
    'source("a", { path: "a/", format: json(), row: z.object({ id: z.string() }), unique: ["di"] })',
    '"di"',
    /'"di"' is not assignable to type '"id"/,
  ],
  [
    'source("a", { path: "a/", format: json(), row: z.object({ id: z.string() }), eventTime: "at" })',
    "eventTime",
    /'"at"' is not assignable/,
  ],
  ['consent("a", { person: orders.select("id"), givenAt: (order) => order.id })', "person", /'tableName' is missing in type 'Relation</],
];

/** These are right: the types are not stricter than what runs. */
const RIGHT: readonly string[] = [
  "orders.filter((order) => order.weight.gt(order.pieces).and(order.price.lt(order.weight)))",
  "orders.filter((order) => order.placedAt.gt(1767225600000).or(order.placedAt.lt(new Date())))",
  'orders.join(customers, { on: { customer: "email" } }).join(customers.select("email"), { on: { email: "email" } })',
  'orders.select("id").union(customers.select("email").rename({ email: "id" }))',
  "orders.derive((order) => ({ a: literal(1), b: when(order.paid, 1n).otherwise(order.price) }))",
  'orders.derive(() => ({ one: 1, text: "a", at: new Date(0) })).filter((row) => row.one.gt(0).and(row.text.eq("a")).and(row.at.isNotNull()))',
  "orders.derive((order) => ({ name: when(order.paid, order.id).otherwise(null) })).filter((row) => row.name.isNotNull())",
  "orders.derive(() => ({})).distinct()",
  'orders.rename({ id: "customer", customer: "id" })',
  'trusted.table("a", { from: orders, personal: { id: "why" }, format: iceberg() })',
];

describe("TypeScript shows", () => {
  const lines = [...MISTAKES.map(([line]) => line), ...RIGHT];
  const found = mistakesIn(`${HEAD}${lines.map((line) => `${line};`).join("\n")}\n`);
  const first = HEAD.split("\n").length - 1;
  const mistakesOf = (line: string) => found.filter((mistake) => mistake.line === first + lines.indexOf(line));

  test.each(MISTAKES)("%s", (line, at, message) => {
    const mistakes = mistakesOf(line);
    expect(mistakes.map((mistake) => mistake.at)).toEqual([at]);
    expect(mistakes[0]?.message).toMatch(message);
  });

  test.each(RIGHT)("nothing in %s", (line) => {
    expect(mistakesOf(line)).toEqual([]);
  });
});
