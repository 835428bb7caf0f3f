import type { LakeTable } from "../generated.ts";

/** Where things are in the lake's bucket: keys, each with a slash at its end. */
export const LANDING = "landing/";
export const QUARANTINE = "quarantine/";
export const RUNS = "runs/";
export const STAGING = "staging/";
export const QUERY_RESULTS = "query-results/";

/** What the tables of a zone that is not landing stand below. */
export const zonePrefix = (zone: string): string => `${zone}/`;

/** What a source's or table's own data stands below. */
export const dataPrefix = ({ kind, zone, name, path }: Pick<LakeTable, "kind" | "zone" | "name" | "path">): string =>
  kind === "source" ? `${LANDING}${path ?? ""}` : `${zonePrefix(zone)}${name}/`;

export const quarantinePrefix = (source: Pick<LakeTable, "name">): string => `${QUARANTINE}${source.name}/`;

/** `zone` is `lake` for queries over all zones; no zone has a `-` in its name. */
export const resultsPrefix = (zone: string | undefined): string => `${QUERY_RESULTS}${zone ?? "all-zones"}/`;

/** What a run needs of a table until it ends. */
export const stagingPrefix = ({ name }: Pick<LakeTable, "name">): string => `${STAGING}${name}/`;
