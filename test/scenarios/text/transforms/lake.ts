import { json, source, zone } from "sluice";
import { z } from "zod";

const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ id: z.string(), first: z.string(), last: z.string().optional(), email: z.email(), phone: z.string().optional() }),
});

export const tidied = zone("trusted").table("tidied", {
  from: customers
    .derive((customer) => ({
      email: customer.email.trim().lower(),
      code: customer.id.upper(),
      surname: customer.last.trim().upper(),
      start: customer.last.substring(1, 3),
      married: customer.last.endsWith("-Meyer"),
      greek: customer.id.replace("a", "α"),
      local: customer.id.startsWith("+49"),
      short: customer.last.lower().contains("x"),
      name: customer.first.concat(" ", customer.last),
      initial: customer.first.substring(1, 1),
      letters: customer.last.length(),
      international: customer.phone.startsWith("+"),
      company: customer.email.endsWith(".com").or(customer.email.contains("@company.")),
      ownDomain: customer.email.contains(customer.last),
      digits: customer.phone.replace(" ", "").replace("/", ""),
      long: customer.first.length().gt(20),
      quote: customer.first.concat(' "the\\great" ', "it's"),
    }))
    .dropColumns("first", "last", "phone"),
});
