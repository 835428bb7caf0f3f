import { json, source, zone } from "sluice";
import { z } from "zod";

/** People who use the site. */
export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({ id: z.int32().describe("Never given twice."), name: z.string().meta({ description: "As they typed it." }) }),
});

/** What they are called. */
export const names = zone("tidy").table("names", { from: people.filter((person) => person.id.gt(1)) });
