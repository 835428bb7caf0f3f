import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const customers = source("customers", {
  path: "customer/",
  format: json(),
  row: z.object({ email: personal("email", z.email()), phones: personal("phone", z.array(z.string())), agreedAt: epochMillis().optional() }),
  unique: ["email"],
});
export const walks = source("walks", {
  path: "walks/",
  format: json(),
  row: z.object({ id: z.string(), user: z.email(), at: epochMillis(), steps: z.array(z.int32()) }),
  unique: ["id"],
  person: { user: customers.columns.email },
  eventTime: "at",
});
export const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
export const trusted = zone("trusted", { requires: research });
export const curated = zone("curated", { requires: research, personal: "deny" });

export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });
export const agreedWalks = trusted.table("agreed_walks", {
  from: walks.semiJoin(agreed, { on: { user: "email" }, where: (walk, person) => walk.at.gte(person.agreedAt) }),
});

/** Each element is its row's person's: nothing is to be shown again. */
export const steps = curated.table("steps", {
  from: agreedWalks.explode("steps", { as: "step", position: "place" }).dropColumns("user"),
});

/** The key and the position are a key: a step meets itself alone. */
export const twice = curated.table("twice", {
  from: steps.join(steps.select("id", "place", "step").rename({ step: "same" }), { on: { id: "id", place: "place" } }),
});
