import { expect, test } from "vitest";
import type { Expression } from "../../dsl/expressions/expression.ts";
import type { SourcePlan } from "../../dsl/operations/lake.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import type { TableProof } from "../../dsl/proofs/proof.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import { INT64, STRING } from "../../dsl/schema/column-type.ts";
import {
  aggregate,
  byName,
  call,
  column,
  filter,
  joined,
  literal,
  orderOf,
  prefixed,
  readSource,
  select,
  sourceColumn,
  sourceOf,
  tableOf,
  union,
} from "./build.ts";

const people = sourceOf("people", [sourceColumn("email", STRING), sourceColumn("agreedAt", INT64, { nullable: true })], {
  unique: [["email"]],
});
const orders = sourceOf("orders", [sourceColumn("id", INT64), sourceColumn("a", INT64), sourceColumn("b", INT64)]);

/** Sources of rows that are each about someone. */
const shards = (name: string, count: number): readonly SourcePlan[] =>
  Array.from({ length: count }, (_, i) =>
    sourceOf(`${name}${i}`, [sourceColumn("key", INT64), sourceColumn("user", STRING)], {
      person: [{ column: "user", table: "people", references: "email", ambiguous: false }],
    }),
  );

const unionOf = (sources: readonly SourcePlan[]): RelationNode => {
  const [first, ...others] = sources.map(readSource);
  return others.reduce(union, first as RelationNode);
};

/** Two unions of many sources beside each order: which of their people meet there depends on two splits together. */
function proofOf(arms: number, requires?: string): TableProof | undefined {
  const [left, right] = [shards("l", arms), shards("r", arms)];
  const met = joined("leftJoin", readSource(orders), prefixed(unionOf(left), "l_"), { a: "l_key" });
  const table = tableOf("met", "zone", joined("leftJoin", met, prefixed(unionOf(right), "r_"), { b: "r_key" }));
  const lake = {
    zones: [{ name: "zone", personal: "allow" as const, ...(requires === undefined ? {} : { requires }) }],
    consents: [{ name: "use", person: "people", givenAt: "agreedAt" }],
    sources: byName([people, orders, ...left, ...right]),
    tables: [table],
  };
  return prove(lake, orderOf(lake)).tables[0];
}

test.each([3, 7, 12])("people of two unions of %i are never taken for one, however many combinations there are", (arms) => {
  const proof = proofOf(arms);
  const refused = proof?.onePerson.filter(({ status }) => status === "failed").map(() => "row-mixes-people") ?? [];
  const codes = new Set([...refused, ...(proof?.findings.map(({ code }) => code) ?? [])]);
  expect([...codes].filter((code) => code === "row-mixes-people" || code === "too-many-cases")).toHaveLength(1);
});

test.each([3, 12])("nobody in a union of %i has agreed because there are many", (arms) => {
  const proof = proofOf(arms, "use");
  const refused = proof?.consent.filter(({ status }) => status === "failed") ?? [];
  if (!proof?.findings.some(({ code }) => code === "too-many-cases")) expect(refused).toHaveLength(2 * arms);
});

const isFive = (name: string): Expression => call("eq", column(name), literal(5));
const MEETINGS: readonly (readonly [string, Expression])[] = [
  ["are compared", call("eq", column("id"), column("o_id"))],
  ["equal one constant", call("and", isFive("id"), isFive("o_id"))],
  [
    "lie between the same bounds",
    call("and", isFive("id"), call("and", call("gte", column("o_id"), literal(5)), call("lte", column("o_id"), literal(5)))),
  ],
];

test.each(MEETINGS)("two rows are one in an alternative where their keys %s: what else they have is then the same", (_, meeting) => {
  const things = sourceOf("things", [sourceColumn("id", INT64), sourceColumn("label", STRING), sourceColumn("of", INT64)], {
    unique: [["id"]],
  });
  const letters = sourceOf("letters", [sourceColumn("from", STRING, { personal: "email" })]);
  const labelled = joined("join", prefixed(readSource(things), "o_"), readSource(letters), { o_label: "from" });
  const beside = joined("join", readSource(things), labelled, { of: "o_of" });
  const either = filter(beside, call("or", meeting, call("gt", column("id"), column("of"))));
  const lake = {
    zones: [{ name: "zone", personal: "allow" as const }],
    consents: [],
    sources: byName([things, letters]),
    tables: [tableOf("either", "zone", select(either, "label"))],
  };
  expect(prove(lake, orderOf(lake)).tables[0]?.personal.columns).toEqual({ label: ["email"] });
});

test("a key of ten columns, each of a left join of its own, tells nobody: what it groups is a statistic", () => {
  const numbers = Array.from({ length: 10 }, (_, i) => i);
  const dimensions = numbers.map((i) =>
    sourceOf(`d${i}`, [sourceColumn("id", INT64), sourceColumn("label", STRING)], { unique: [["id"]] }),
  );
  const [visits] = shards("visits", 1).map((one) => ({
    ...one,
    columns: [...one.columns, ...numbers.map((i) => sourceColumn(`k${i}`, INT64, { nullable: true }))],
  }));
  if (visits === undefined) throw new Error("there is one");
  const joinedTo = dimensions.reduce<RelationNode>(
    (relation, dimension, i) => joined("leftJoin", relation, prefixed(readSource(dimension), `d${i}_`), { [`k${i}`]: `d${i}_id` }),
    readSource(visits),
  );
  const lake = {
    zones: [{ name: "zone", personal: "allow" as const }],
    consents: [],
    sources: byName([people, visits, ...dimensions]),
    tables: [
      tableOf(
        "counted",
        "zone",
        aggregate(
          joinedTo,
          numbers.map((i) => `d${i}_label`),
          { n: ["count"] },
        ),
      ),
    ],
  };
  const [proof] = prove(lake, orderOf(lake)).tables;
  expect(proof?.findings).toEqual([]);
  expect(proof?.crowd).toEqual([expect.objectContaining({ source: "visits0" })]);
});
