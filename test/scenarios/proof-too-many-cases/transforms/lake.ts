import { json, source, zone } from "sluice";
import { z } from "zod";

export const flags = source("flags", {
  path: "flags/",
  format: json(),
  row: z.object({ a: z.int() }),
});

/** Forty times twice as many rows are more arms than anyone can follow; it is a message, never a long wait. */
export const many = zone("trusted").table("many", {
  from: Array.from({ length: 40 }).reduce<ReturnType<typeof flags.filter>>(
    (relation) => relation.union(relation),
    flags.filter((row) => row.a.eq(1)),
  ),
});
