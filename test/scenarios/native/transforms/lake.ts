import { consent, json, literal, native, personal, source, zone } from "sluice";
import { z } from "zod";

const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({
    id: z.int32(),
    name: personal("name", z.string()),
    "nick-name": z.string(),
    agreed: z.boolean().optional(),
  }),
  unique: ["id"],
});
const research = consent("research", { person: people, givenAt: (person) => person.agreed });
const trusted = zone("trusted", { requires: research });

/** Two names that are near each other. The result is as personal as its inputs, and may be null, whatever the texts are. */
export const nearNames = trusted.table("near_names", {
  from: people
    .filter((person) => person.agreed.isNotNull())
    .derive(() => ({ most: literal(3) }))
    .derive((person) => ({
      distance: native({
        type: z.int64(),
        inputs: { a: person.name, b: person["nick-name"] },
        spark: "cast(levenshtein(lower(a), b) as bigint)",
        duckdb: "levenshtein(lower(a), b)",
      }),
      near: native({
        type: z.boolean(),
        inputs: { a: person.name, b: person["nick-name"], most: person.most },
        spark: "levenshtein(a, b) <= most",
        duckdb: "levenshtein(a, b) <= most",
      }),
      constant: native({ type: z.string(), spark: "'it''s; \"so\"'", duckdb: "'it''s; \"so\"'" }).length(),
    }))
    .filter((person) => person.near)
    .dropColumns("name", "agreed", "most"),
});
