import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const customers = source("customers", {
  path: "customer/",
  format: json(),
  row: z.object({ email: personal("email", z.email()), phones: personal("phone", z.array(z.string())), agreedAt: epochMillis().optional() }),
  unique: ["email"],
});
export const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
export const trusted = zone("trusted", { requires: research });
export const curated = zone("curated", { requires: research, personal: "deny" });
export const discreet = zone("discreet", { personal: "allow", implicit: "deny" });

export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });

/** A customer has a row for each phone, so the e-mail address is no key. */
export const phones = trusted.table("phones", {
  from: agreed.select("email").join(customers.explode("phones", { as: "phone" }).select("email", "phone"), { on: { email: "email" } }),
});

/** A phone is as personal as the list of them. */
export const anyPhone = curated.table("any_phone", { from: agreed.explode("phones", { as: "phone" }).select("phone") });

/** How many rows there are tells how many phones there are. */
export const many = discreet.table("many", { from: customers.explode("phones", { as: "phone" }).select("agreedAt") });
