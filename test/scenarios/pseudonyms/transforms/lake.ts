import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: personal("email", z.email()), agreedAt: epochMillis().optional() }),
  unique: ["email"],
});
const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ visitor: z.string(), page: z.string(), at: epochMillis(), partner: personal("email", z.string().optional()) }),
  person: { visitor: customers.columns.email },
  eventTime: "at",
});
const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
const curated = zone("curated", { requires: research, personal: "deny" });

/** Who visits has a pseudonym here; that it is the same one shows that it is the same person. */
export const pages = curated.table("pages", {
  from: visits
    .derive((visit) => ({ key: visit.visitor.pseudonym("research"), partner: visit.partner.pseudonym("partners") }))
    .semiJoin(
      customers.derive((customer) => ({ key: customer.email.pseudonym("research") })),
      { on: { key: "key" }, where: (visit, customer) => visit.at.gte(customer.agreedAt) },
    )
    .select("key", "page", "partner"),
});
