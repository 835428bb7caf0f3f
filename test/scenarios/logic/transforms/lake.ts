import { json, source, zone } from "sluice";
import { z } from "zod";

const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ id: z.string(), age: z.int32().optional(), country: z.string(), vip: z.boolean().optional(), blocked: z.boolean() }),
});
const trusted = zone("trusted");

export const invited = trusted.table("invited", {
  from: customers.filter((customer) => customer.blocked.not().and(customer.vip.or(customer.age.gte(18).and(customer.country.eq("DE"))))),
});

export const sorted = trusted.table("sorted", {
  from: customers
    .derive((customer) => ({
      free: customer.blocked.not(),
      welcome: customer.vip.or(customer.blocked.not()),
      shut: customer.vip.or(customer.age.lt(18)).not(),
      adult: customer.age.gte(18).and(customer.blocked.not()).and(customer.country.ne("US").or(customer.age.gte(21))),
    }))
    .select("id", "free", "welcome", "shut", "adult"),
});
