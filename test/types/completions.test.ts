import { expect, test } from "vitest";
import { completionsIn } from "./checker.ts";

const HEAD = `import { json, source, zone } from "sluice";
import { z } from "zod";
import { customers, orders } from "./lake.ts";
const small = orders.select("id", "customer", "placedAt");
`;

/** What an editor offers at the `|`. */
const OFFERED: readonly (readonly [text: string, names: readonly string[]])[] = [
  ["small.filter((order) => order.|)", ["id", "customer", "placedAt"]],
  ["small.columns.|", ["id", "customer", "placedAt"]],
  ['small.select("|")', ["id", "customer", "placedAt"]],
  ['small.dropColumns("id", "|")', ["id", "customer", "placedAt"]],
  ["small.rename({ | })", ["id", "customer", "placedAt"]],
  ['small.latest({ by: ["|"], newest: "placedAt" })', ["id", "customer", "placedAt"]],
  ['small.latest({ by: ["id"], newest: "|" })', ["id", "customer", "placedAt"]],
  ['small.aggregate({ by: ["|"], measures: () => ({}) })', ["id", "customer", "placedAt"]],
  ["small.semiJoin(customers, { on: { | } })", ["id", "customer", "placedAt"]],
  ['small.semiJoin(customers, { on: { customer: "|" } })', ["email", "level", "since"]],
  ['small.semiJoin(customers, { on: { customer: "email" }, where: (order, customer) => customer.| })', ["email", "level", "since"]],
  ['small.join(customers, { on: { customer: "|" } })', ["email", "level", "since"]],
  [
    'small.derive((order) => ({ week: order.placedAt.truncatedTo("|") }))',
    ["second", "minute", "hour", "day", "week", "month", "quarter", "year"],
  ],
  ['orders.derive((order) => ({ city: order.address.field("|") }))', ["city", "zip", "since"]],
  ['zone("trusted").table("a", { from: small, personal: { | } })', ["id", "customer", "placedAt"]],
  ['source("a", { path: "a/", format: json(), row: z.object({ id: z.string(), at: z.int() }), eventTime: "|" })', ["id", "at"]],
];

const offered = completionsIn(
  HEAD,
  OFFERED.map(([text]) => text),
);

test.each(OFFERED.map(([text, names], i) => ({ text, names, i })))("$text", ({ names, i }) => {
  expect([...(offered[i] ?? [])].sort()).toEqual([...names].sort());
});
