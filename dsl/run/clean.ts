import { join, resolve } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { replaceHistory } from "./commit.ts";
import { withEngine } from "./engine.ts";
import { hasExpired, withoutExpired } from "./expiry.ts";
import { cannotWrite } from "./failures.ts";
import { accessIn, lakeSettings } from "./folder.ts";
import { ENGINE } from "./layout.ts";
import { type Leftovers, remove, survey } from "./leftovers.ts";
import { withLock } from "./lock.ts";
import { readHistory } from "./version.ts";

export interface Cleaned extends Leftovers {
  readonly engine: string;
}

export interface CleanOptions {
  /** Only says what would go. */
  readonly dryRun: boolean;
  /** Younger files stay. */
  readonly olderThanHours: number;
  /** Bad records that are older go; undefined: what the lake says, 90 where it says nothing. */
  readonly quarantineDays?: number | undefined;
}

/**
 * Removes what no version of a table needs, which a killed run left, and bad records that are too old: a run does that too. Refuses with `no-lake`,
 * `lake-of-another-engine`, `lake-busy` and `lake-broken`; then nothing is removed. Refuses with `cannot-write` when a file stays.
 */
export async function cleanLake(folder: string, { dryRun, olderThanHours: hours, quarantineDays }: CleanOptions): Promise<Cleaned> {
  const lake = resolve(folder);
  const settings = (await lakeSettings(lake)) ?? refuse("no-lake", { folder: lake });
  const days = quarantineDays ?? settings.quarantineDays;
  return withEngine(lake, undefined, (connection) =>
    withLock(connection, lake, { wait: 0, signal: undefined, onWait: () => {} }, async () => {
      const before = await readHistory(lake);
      const history = before === undefined ? undefined : withoutExpired(before, days);
      const found = await survey(lake, history, { hours, quarantineDays: days });
      if (!dryRun) {
        if (before !== undefined && history !== undefined && hasExpired(before, days))
          await replaceHistory(lake, history, accessIn(settings));
        const failed = await remove(lake, found);
        if (failed !== undefined) cannotWrite(join(lake, failed.path))(failed.error);
      }
      return { engine: ENGINE, ...found };
    }),
  );
}
