import { resolve } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { type QuarantineState, quarantineState } from "./expiry.ts";
import { isLake } from "./folder.ts";
import { ENGINE, startOf } from "./layout.ts";
import { type LakeHistory, readHistory, type TableVersion } from "./version.ts";

/** A version of a table that can be read. */
export interface KnownVersion {
  /** The run that made it. */
  readonly id: string;
  /** When that run began, in UTC. */
  readonly at: string;
  readonly rows: number;
  readonly current: boolean;
  /** What became of the bad records; a version of a table has none. Spark has no word of it. */
  readonly quarantine?: QuarantineState | undefined;
}

export interface TableHistory {
  readonly table: string;
  readonly zone: string;
  /** The newest first; after a rollback the current one need not be the first. */
  readonly versions: readonly KnownVersion[];
}

export interface LakeVersions {
  readonly engine: string;
  readonly tables: readonly TableHistory[];
}

/** The versions of one table or source, or of all. Refuses with `no-lake`, `unknown-table` and what `isLake` does. */
export async function lakeVersions(folder: string, table: string | undefined): Promise<LakeVersions> {
  const lake = resolve(folder);
  const history = ((await isLake(lake)) ? await readHistory(lake) : undefined) ?? refuse("no-lake", { folder: lake });
  const known = history.current.tables.filter(({ name }) => table === undefined || name === table);
  if (table !== undefined && known.length === 0)
    refuse("unknown-table", { table, existing: history.current.tables.map(({ name }) => name) });
  return {
    engine: ENGINE,
    tables: known.map(({ name, zone, run: now }) => ({
      table: name,
      zone,
      versions: versionsOf(history, name).map((version) => ({
        id: version.run,
        at: startOf(version.run),
        rows: version.rows,
        current: version.run === now,
        quarantine: quarantineState(version),
      })),
    })),
  };
}

/** The versions of a table that can be read, the newest first: each stands where it was made, not where it came back. */
export function versionsOf({ current, earlier }: LakeHistory, table: string): readonly TableVersion[] {
  const byRun = new Map<string, TableVersion>();
  for (const { tables } of [current, ...earlier].reverse())
    for (const own of tables) if (own.name === table && !byRun.has(own.run)) byRun.set(own.run, own);
  return [...byRun.values()].reverse();
}
