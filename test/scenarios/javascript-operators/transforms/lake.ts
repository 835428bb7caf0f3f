// @ts-nocheck: TypeScript shows some of these mistakes too.
import { count, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), customer: z.string(), amount: z.number(), paid: z.boolean() }),
});
const trusted = zone("trusted");

/** They would lose a condition without a word. */
const settled = (relation) => relation.filter((row) => row.paid && row.amount.gt(5));
export const a = trusted.table("a", { from: settled(orders) });
export const b = trusted.table("b", { from: orders.filter(({ paid, amount }) => paid || amount.gt(5)) });
export const c = trusted.table("c", { from: orders.semiJoin(orders, { on: { id: "id" }, where: (l, r) => !l.paid }) });
export const d = trusted.table("d", {
  from: orders.derive((row) => ({
    same: row.id === row.customer,
    whose: row.customer ?? "nobody",
    size: row.amount.gt(5) ? "large" : "small",
    label: `${row.id} of ${row.customer}`,
    both: row.id + row.customer,
    double: row.amount * 2,
    text: row.amount.toString(),
  })),
});
export const e = trusted.table("e", {
  from: orders.aggregate({ by: ["customer"], measures: (row) => ({ n: row.paid ? count() : row.amount.sum() }) }),
});
export const f = trusted.table("f", { from: orders.filter((row) => row.amount > 5) });

const byName = (row) => row.paid && row.amount.gt(1);
function branching(row) {
  if (row.paid) return { due: row.amount.negated() };
  return { due: row.amount };
}
export const h = trusted.table("h", { from: orders.filter(byName).derive(branching) });
export const i = trusted.table("i", {
  from: orders.filter((row) => {
    switch (row.customer) {
      case "x":
        return row.paid;
      default:
        return row.paid.not();
    }
  }),
});

/** These are of JavaScript's own values. */
const wanted = [{ name: "id", on: true }].filter((item) => item.on === true && item.name !== "x");
const strict = wanted.length > 0;
export const g = trusted.table("g", { from: orders.filter((row) => (strict && row.paid) || (strict ? row.paid : row.paid.not())) });
