// @ts-nocheck: TypeScript shows these mistakes too.
import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), customer: z.string(), amount: z.number().optional(), placedAt: epochMillis() }),
});
const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: z.email(), name: z.string(), tags: z.record(z.string(), z.string()).optional() }),
});
const trusted = zone("trusted");

export const odd = source("odd", {
  path: "odd/",
  format: json(),
  row: z.object({
    either: z.union([z.string(), z.number()]),
    kind: z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
    anything: z.any(),
    upper: z.string().transform((text) => text.toUpperCase()),
    inner: z.object({ tuple: z.tuple([z.string()]) }),
    odd: z.int().refine((n) => n % 2 === 1),
    code: z.string().regex(/(?<=a)b/),
  }),
});
