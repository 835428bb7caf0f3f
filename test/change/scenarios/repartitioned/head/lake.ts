import { json, source, zone } from "sluice";
import { z } from "zod";

/** People who use the site. */
export const people = source("people", { path: "people/", format: json(), row: z.object({ id: z.int32(), name: z.string() }) });

/** What they are called. */
export const names = zone("tidy").table("names", { from: people.select("name", "id"), partitionBy: ["name"] });
