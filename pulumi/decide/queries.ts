import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Generated, zonesOf } from "../generated.ts";
import type { Names } from "./names.ts";
import { resultsPrefix } from "./prefixes.ts";

/** An Athena workgroup: one a zone, whose readers see each other's results, and one for queries over all zones. */
export interface WorkgroupPlan {
  readonly name: string;
  readonly description: string;
  /** In the lake's bucket, with a slash at its end. */
  readonly results: string;
}

export interface NamedQueryPlan {
  readonly name: string;
  readonly workgroup: string;
  readonly sql: string;
}

const QUERIES = "queries/";

export const workgroupsOf = (generated: Generated, names: Names): readonly WorkgroupPlan[] => [
  ...zonesOf(generated).map((zone) => ({
    name: names.workgroup(zone),
    description: `Queries on the zone ${zone}.`,
    results: resultsPrefix(zone),
  })),
  { name: names.lakeWorkgroup, description: "Queries over all zones.", results: resultsPrefix(undefined) },
];

/** The queries of `generated/queries/`: one named as a table stands in its zone's workgroup, another in the lake's. */
export function queriesOf(generated: Generated, names: Names): readonly NamedQueryPlan[] {
  const zones = new Map(generated.tables.map(({ name, zone }) => [name, zone]));
  return [...generated.files.keys()]
    .filter((path) => path.startsWith(QUERIES))
    .sort()
    .map((path) => {
      const name = path.slice(QUERIES.length).replace(/\.sql$/, "");
      const zone = zones.get(name);
      return {
        name,
        workgroup: zone === undefined ? names.lakeWorkgroup : names.workgroup(zone),
        sql: readFileSync(join(generated.folder, path), "utf8"),
      };
    });
}
