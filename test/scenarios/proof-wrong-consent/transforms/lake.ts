import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const customers = source("customers", {
  path: "customer/",
  format: json(),
  row: z.object({
    email: personal("email", z.email()),
    agreedAt: epochMillis().optional(),
    subscribedAt: epochMillis().optional(),
  }),
  unique: ["email"],
});
export const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
export const newsletter = consent("newsletter", { person: customers, givenAt: (customer) => customer.subscribedAt });
export const trusted = zone("trusted", { requires: research });
export const mailing = zone("mailing", { requires: newsletter });

export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });
/** Who agreed to research did not subscribe. */
export const recipients = mailing.table("recipients", { from: agreed });
