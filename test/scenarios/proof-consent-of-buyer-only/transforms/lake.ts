import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const customers = source("customers", {
  path: "customer/",
  format: json(),
  row: z.object({
    name: personal("name", z.string()),
    email: personal("email", z.email()),
    serial: z.string(),
    registeredAt: epochMillis(),
    agreedAt: epochMillis().optional(),
  }),
  unique: ["email"],
});
export const sales = source("sales", {
  path: "sales/",
  format: json(),
  row: z.object({ buyer: z.email(), seller: z.email(), soldAt: epochMillis() }),
  person: { buyer: customers.columns.email, seller: customers.columns.email },
  eventTime: "soldAt",
});
export const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
export const trusted = zone("trusted", { requires: research });

export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });

/** The row is about two people, and only the buyer was asked. */
export const agreedSales = trusted.table("agreed_sales", {
  from: sales.semiJoin(agreed, { on: { buyer: "email" }, where: (row, person) => row.soldAt.gte(person.agreedAt) }),
});
