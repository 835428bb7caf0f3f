import type { Files } from "./folders.ts";

const sources = `import { epochMillis, json, source } from "sluice";
import { z } from "zod";

/** People who visit. */
export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({
    id: z.int32(),
    /** As they call themselves. */
    name: z.string(),
    town: z.string().optional(),
  }),
  unique: ["id"],
});

/** Visits to the site. */
export const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ person: z.int32(), at: epochMillis(), pages: z.int32(), siteId: z.int32().optional() }),
});
`;

const zones = `import { json, zone } from "sluice";

export const tidy = zone("tidy");
export const counted = zone("counted", { format: json() });
`;

const towns = `import { people } from "../landing.ts";
import { tidy } from "../zones.ts";

/** Where people live. */
export const towns = tidy.table("towns", { from: people.select("id", "town").filter((row) => row.town.isNotNull()) });
`;

const visitsNamed = `import { people, visits } from "../landing.ts";
import { tidy } from "../zones.ts";

/** Visits with the name of the visitor. */
export const visitsNamed = tidy.table("visits_named", {
  from: visits.join(people.select("id", "name"), { on: { person: "id" } }).select("name", "at", "pages"),
});
`;

const visitsPerName = `import { count } from "sluice";
import { visitsNamed } from "../tidy/visits-named.ts";
import { counted } from "../zones.ts";

/** How often each visits. */
export const visitsPerName = counted.table("visits_per_name", {
  from: visitsNamed.aggregate({ by: ["name"], measures: (visit) => ({ visits: count(), pages: visit.pages.sum() }) }),
});
`;

/** A small lake's transforms: two sources, three tables. */
export const TRANSFORMS: Files = {
  "landing.ts": sources,
  "zones.ts": zones,
  "tidy/towns.ts": towns,
  "tidy/visits-named.ts": visitsNamed,
  "counted/visits-per-name.ts": visitsPerName,
};

/** A transform of its own, without any mistake: one source `only`. */
export const ONE_SOURCE = `import { json, source } from "sluice";
import { z } from "zod";
export const only = source("only", { path: "only/", format: json(), row: z.object({ id: z.string() }) });
`;

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** Landing files that fit: six people, the even ones with a town, and so many visits of them in turn. */
export const landing = (visits = 12): Files => ({
  "people/people.json": lines(numbers(6).map((id) => ({ id, name: `name ${id}`, ...(id % 2 === 0 ? { town: `town ${id}` } : {}) }))),
  "visits/2026/a.jsonl": lines(numbers(visits).map((i) => ({ person: i % 6, at: 1_700_000_000_000 + i, pages: i }))),
});

/** What a run of the lake makes of `landing()`. */
export const ROWS = { people: 6, visits: 12, towns: 3, visits_named: 12, visits_per_name: 6 };

export const rowsOf = (tables: readonly { readonly table: string; readonly rows: number }[]): Record<string, number> =>
  Object.fromEntries(tables.map(({ table, rows }) => [table, rows]));
