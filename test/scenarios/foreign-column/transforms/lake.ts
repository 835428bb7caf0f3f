// @ts-nocheck: TypeScript shows some of these mistakes too.
import { json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", { path: "orders/", format: json(), row: z.object({ id: z.string(), qty: z.int() }) });
const customers = source("customers", { path: "customers/", format: json(), row: z.object({ id: z.string(), email: z.string() }) });
const trusted = zone("trusted");

export const a = trusted.table("a", { from: orders.derive(() => ({ email: customers.columns.email })) });
/** By name alone it would be `id` of the order, and the condition true. */
export const b = trusted.table("b", { from: orders.filter((order) => order.id.eq(customers.columns.id)) });
export const c = trusted.table("c", {
  from: orders.filter((order) => {
    customers.filter((customer) => customer.id.eq(order.id));
    return order.qty.gt(1);
  }),
});
let leaked;
export const d = trusted.table("d", {
  from: orders
    .semiJoin(customers, {
      on: { id: "id" },
      where: (order, customer) => {
        leaked = customer;
        return order.id.ne(customer.email);
      },
    })
    .filter((order) => order.id.ne(leaked.email)),
});
export const e = trusted.table("e", {
  from: orders.aggregate({ by: ["id"], measures: () => ({ n: customers.columns.email.count() }) }),
});
export const f = trusted.table("f", {
  from: orders.semiJoin(customers, { on: { id: "id" }, where: (order) => order.id.ne(orders.columns.id) }),
});

/** A column of a step before, which is still there. */
const { qty } = orders.columns;
export const g = trusted.table("g", { from: orders.filter((order) => order.id.ne("x")).filter(() => qty.gt(1)) });
export const h = trusted.table("h", { from: orders.semiJoin(customers, { on: { id: "id" }, where: () => qty.gt(1) }) });
