import { json, source, zone } from "sluice";
import { z } from "zod";

/** A file whose keys are names that every object of JavaScript has. */
export const values = source("values", {
  path: "values/",
  format: json(),
  row: z.object({ toString: z.string(), hasOwnProperty: z.int32(), ["__proto__"]: z.string() }),
});

export const tidy = zone("tidy");

/** The same rows. */
export const constructed = tidy.table("constructor", {
  from: values.select("toString", "hasOwnProperty", "__proto__"),
});

/** Those with a number. */
export const numbered = tidy.table("numbered", {
  from: constructed.filter((row) => row.hasOwnProperty.gt(0)).select("toString", "__proto__"),
});
