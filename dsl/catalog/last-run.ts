import type { LakePlan } from "../operations/lake.ts";
import { planHash } from "../run/plan-hash.ts";
import { readLake } from "../run/version.ts";
import type { CatalogRun, CatalogTableRun } from "./catalog.ts";

export interface LastRun {
  readonly run: CatalogRun;
  readonly tables: ReadonlyMap<string, CatalogTableRun>;
}

/**
 * What the current version of a lake folder has of each source and table: counts and reasons, never a row. Refuses what
 * `readLake` refuses.
 */
export async function lastRunOf(folder: string, plan: LakePlan): Promise<LastRun> {
  const { run, at, tables } = await readLake(folder);
  const plans = new Map([...plan.sources, ...plan.tables].map((table) => [table.name, table]));
  const made = tables.flatMap((version): [string, CatalogTableRun][] => {
    const planned = plans.get(version.name);
    if (planned === undefined) return [];
    const { rows, quarantined, landing, ms } = version;
    const shown = {
      run: version.run,
      at: startOf(version.run) ?? at,
      rows,
      quarantined,
      quarantineExpired: version.quarantineExpired === true,
      records: landing?.records ?? null,
      files: landing?.files.length ?? null,
      reasons: landing?.reasons ?? [],
      ms: Math.round(ms),
      isCurrent: version.plan === planHash(planned),
    };
    return [[version.name, shown]];
  });
  return { run: { run, at }, tables: new Map(made) };
}

/** When a run started, as its name says: `20261127T095026Z-...`. */
function startOf(run: string): string | undefined {
  const [, date, hour, minute, second] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z-/.exec(run) ?? [];
  return date === undefined ? undefined : `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${hour}:${minute}:${second}Z`;
}
