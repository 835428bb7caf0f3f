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
export const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
export const trusted = zone("trusted", { requires: research });

/** `or` lets through who is a tester, agreed or not. */
export const testersToo = trusted.table("testers_too", {
  from: customers.filter((customer) => customer.agreedAt.isNotNull().or(customer.email.endsWith("@stedi.com"))),
});
