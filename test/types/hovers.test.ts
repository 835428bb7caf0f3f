import { describe, expect, test } from "vitest";
import { hoversIn } from "./checker.ts";

const KINDS = ["string", "number", "Decimal", "EpochMillis", "boolean"];
const WIDE = Array.from({ length: 300 }, (_, i) => `Field<"a${i}", ${KINDS[i % 5]}${i % 2 === 0 ? "" : " | null"}>`).join(" | ");
const HEAD = `import { count, type Decimal, type EpochMillis, type Field, json, source, type Table, zone } from "sluice";
import { z } from "zod";
import { customers, orders } from "./lake.ts";
const trusted = zone("trusted");
declare const wide: Table<${WIDE}>;
const few = customers.select("email", "level");
const three = orders.select("id", "customer", "weight");
const visits = source("visits", { path: "visits/", format: json(), row: z.object({ id: z.string(), where: z.object({ city: z.string() }) }) });
`;

const THREE = `Field<"id", string> | Field<"customer", string | null> | Field<"weight", number | null>`;

/** What each operation gives, as an editor shows it: the columns, with no helper of the types between. */
const RESULTS: readonly (readonly [made: string, type: string])[] = [
  ["|three", `Relation<${THREE}>`],
  ["|visits", `Table<Field<"id", string> | Field<"where", { readonly city: string; }>>`],
  ["|trusted", "Zone"],
  ['|r = trusted.table("a", { from: three })', `Table<${THREE}>`],
  ["|r = three.columns.weight", 'NumberExpression<number | null, "weight">'],
  [
    "|r = three.filter((row) => row.weight.gt(1))",
    'Relation<Field<"id", string> | Field<"customer", string | null> | Field<"weight", number>>',
  ],
  ['|r = three.select("id")', 'Relation<Field<"id", string>>'],
  ['|r = three.dropColumns("id")', 'Relation<Field<"customer", string | null> | Field<"weight", number | null>>'],
  [
    '|r = three.rename({ id: "key" })',
    'Relation<Field<"customer", string | null> | Field<"weight", number | null> | Field<"key", string>>',
  ],
  ["|r = three.derive((row) => ({ twice: row.weight.times(2) }))", `Relation<${THREE} | Field<"twice", number | null>>`],
  [
    "|r = three.derive((row) => ({ two: row.weight.times(2), id: row.id.length() }))",
    'Relation<Field<"customer", string | null> | Field<"weight", number | null> | Field<"two", number | null> | Field<"id", number>>',
  ],
  [
    '|r = three.join(few, { on: { customer: "email" } })',
    'Relation<Field<"id", string> | Field<"weight", number | null> | Field<"email", string> | Field<"level", number | null> | Field<"customer", string>>',
  ],
  [
    '|r = three.leftJoin(few, { on: { customer: "email" } })',
    `Relation<${THREE} | Field<"level", number | null> | Field<"email", string | null>>`,
  ],
  [
    '|r = three.semiJoin(few, { on: { customer: "email" } })',
    'Relation<Field<"id", string> | Field<"weight", number | null> | Field<"customer", string>>',
  ],
  ['|r = three.antiJoin(few, { on: { customer: "email" } })', `Relation<${THREE}>`],
  ["|r = three.distinct()", `Relation<${THREE}>`],
  ['|r = three.latest({ by: ["id"], newest: "weight" })', `Relation<${THREE}>`],
  [
    '|r = three.aggregate({ by: ["id"], measures: (row) => ({ sum: row.weight.sum(), n: count() }) })',
    'Relation<Field<"id", string> | Field<"sum", number | null> | Field<"n", number>>',
  ],
  [
    "|r = three.window({ columns: (row) => ({ before: row.weight.lag(), n: count() }) })",
    `Relation<${THREE} | Field<"before", number | null> | Field<"n", number>>`,
  ],
  [
    '|r = orders.select("id", "tags").explode("tags", { as: "tag", position: "place", keepEmpty: true })',
    'Relation<Field<"id", string> | Field<"tag", string | null> | Field<"place", number | null>>',
  ],
  ["|r = three.union(three)", `Relation<${THREE}>`],
];

/** Calls on a table of 300 columns. */
const CALLS: readonly string[] = [
  "wide.|filter((row) => row.a1.gt(1))",
  'wide.|select("a1")',
  'wide.|dropColumns("a1")',
  'wide.|rename({ a1: "b" })',
  "wide.|derive((row) => ({ b: row.a1.plus(1) }))",
  'wide.|join(few, { on: { a0: "email" } })',
  'wide.|leftJoin(few, { on: { a0: "email" } })',
  'wide.|semiJoin(few, { on: { a0: "email" } })',
  'wide.|antiJoin(few, { on: { a0: "email" } })',
  "wide.|distinct()",
  'wide.|latest({ by: ["a0"], newest: "a3" })',
  'wide.|aggregate({ by: ["a0"], measures: () => ({ n: count() }) })',
  "wide.|window({ columns: () => ({ n: count() }) })",
  'orders.|explode("tags", { as: "tag" })',
  "wide.|union(wide)",
  'trusted.|table("a", { from: wide })',
  '|zone("a")',
  '|source("s", { path: "s/", format: json(), row: z.object({ id: z.string() }) })',
];

const statementOf = (text: string): string => (text.startsWith("|r = ") ? text.replace("|r", "const |r") : text);
const shown = hoversIn(HEAD, [...RESULTS.map(([made]) => statementOf(made)), ...CALLS]);
/** The types as one line, and the members of a union in one order: the checker's own is by when it met them. */
const lineOf = (type: string): string => type.replaceAll(/\s+/g, " ").trim();
const membersOf = (type: string): readonly string[] =>
  lineOf(type)
    .replace(/^.*?: (?=[A-Z])/, "")
    .replace(/^(Relation|Table)<(.*)>$/, "$1 | $2")
    .split(/ \| (?=Field<)/)
    .toSorted();
/** The longest that an editor shows of a call: a short table of contents, and what the call is given. */
const LONGEST = 1000;

describe("an editor shows the columns", () => {
  test.each(RESULTS.map(([made, type], i) => ({ made, type, i })))("$made", ({ type, i }) => {
    const { type: found = "" } = shown[i] ?? {};
    expect(found).not.toMatch(/Zod|\w*Fields?(Of|In|ByName)?<[^"]|FieldsIn|Arithmetic|Mistake/);
    expect(membersOf(found.replace(/ import .*$/s, ""))).toEqual(membersOf(type));
  });
});

describe("of a call on 300 columns an editor shows a start and the sentence of its doc comment", () => {
  test.each(CALLS.map((call, i) => ({ call, i: RESULTS.length + i })))("$call", ({ i }) => {
    const { type = "", documentation = "" } = shown[i] ?? {};
    expect(type.length).toBeLessThanOrEqual(LONGEST);
    expect(type).not.toMatch(/Zod(Email|Optional)|NonNullFields|JoinedFields|MergedKeys|Mistake/);
    expect(documentation).toMatch(/^[A-Z].*\w.*[.`]$/s);
  });
});
