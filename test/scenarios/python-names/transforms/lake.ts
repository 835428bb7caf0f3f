import { json, source, zone } from "sluice";
import { z } from "zod";

const classes = source("class", {
  path: "class/",
  format: json(),
  row: z.object({ from: z.string(), class: z.string(), lambda: z.int32(), None: z.string().optional(), F: z.string(), self: z.boolean() }),
  unique: ["class"],
});
const trusted = zone("trusted");

/** Tables, rows and columns may have the names that Python, Spark or the script itself needs. */
export const imports = trusted.table("import", {
  from: classes.join(classes.select("class", "lambda").rename({ class: "def", lambda: "yield" }), {
    on: { from: "def" },
    where: (lambda, F) => lambda.lambda.gt(F.yield),
  }),
});

export const sluice = trusted.table("sluice", {
  from: imports.filter((_import) => _import.None.isNotNull()).latest({ by: ["class"], newest: "lambda" }),
});

export const dataframe = trusted.table("list_", { from: classes.semiJoin(sluice, { on: { class: "class" } }).select("class", "F") });
