import { json, source, zone } from "sluice";
import { z } from "zod";

const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ id: z.string(), name: z.string(), email: z.email(), country: z.string().optional() }),
});

export const countries = zone("trusted").table("countries", { from: customers.select("country", "id") });
