import { join, resolve } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { withEngine } from "./engine.ts";
import { cannotWrite } from "./failures.ts";
import { isLake } from "./folder.ts";
import { ENGINE } from "./layout.ts";
import { type Leftovers, remove, survey } from "./leftovers.ts";
import { withLock } from "./lock.ts";

export interface Cleaned extends Leftovers {
  readonly engine: string;
}

export interface CleanOptions {
  /** Only says what would go. */
  readonly dryRun: boolean;
  /** Younger files stay. */
  readonly olderThanHours: number;
}

/**
 * Removes what no version of a table needs, which a killed run left: a run does that too. Refuses with `no-lake`,
 * `lake-of-another-engine`, `lake-busy` and `lake-broken`; then nothing is removed. Refuses with `cannot-write` when a file stays.
 */
export async function cleanLake(folder: string, { dryRun, olderThanHours }: CleanOptions): Promise<Cleaned> {
  const lake = resolve(folder);
  if (!(await isLake(lake))) refuse("no-lake", { folder: lake });
  return withEngine(lake, undefined, (connection) =>
    withLock(connection, lake, { wait: 0, signal: undefined, onWait: () => {} }, async () => {
      const found = await survey(lake, olderThanHours);
      const failed = dryRun ? undefined : await remove(lake, found);
      if (failed !== undefined) cannotWrite(join(lake, failed.path))(failed.error);
      return { engine: ENGINE, ...found };
    }),
  );
}
