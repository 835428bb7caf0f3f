import { json, source, zone } from "sluice";
import { z } from "zod";

export const flags = source("flags", {
  path: "flags/",
  format: json(),
  row: z.object({ a: z.int(), b: z.int(), c: z.int(), d: z.int(), e: z.int(), f: z.int(), g: z.int() }),
});

/** Seven alternatives one after the other are 128 cases; it is a message, never a long wait. */
export const many = zone("trusted").table("many", {
  from: (["a", "b", "c", "d", "e", "f", "g"] as const).reduce(
    (relation, name) => relation.filter((row) => row[name].eq(1).or(row[name].eq(2))),
    flags as ReturnType<typeof flags.filter>,
  ),
});
