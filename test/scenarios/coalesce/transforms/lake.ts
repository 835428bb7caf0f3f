import { decimal, epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({
    id: z.string(),
    nick: z.string().optional(),
    name: z.string().optional(),
    visits: z.int32().optional(),
    calls: z.int().optional(),
    balance: decimal(10, 2).optional(),
    credit: decimal(12, 4).optional(),
    score: z.number().optional(),
    seenAt: epochMillis().optional(),
    createdAt: epochMillis(),
  }),
});

export const filled = zone("trusted").table("filled", {
  from: customers
    .derive((customer) => ({
      called: customer.nick.coalesce(customer.name).coalesce("unknown"),
      maybe: customer.nick.coalesce(customer.name),
      visits: customer.visits.coalesce(0),
      contacts: customer.visits.coalesce(customer.calls).coalesce(0),
      balance: customer.balance.coalesce(customer.credit),
      score: customer.score.coalesce(customer.visits).coalesce(0),
      lastSeen: customer.seenAt.coalesce(customer.createdAt),
    }))
    .select("id", "called", "maybe", "visits", "contacts", "balance", "score", "lastSeen"),
});
