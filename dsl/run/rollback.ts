import { resolve } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { commit } from "./commit.ts";
import { withEngine } from "./engine.ts";
import { isLake } from "./folder.ts";
import { versionsOf } from "./history.ts";
import { newRun } from "./layout.ts";
import { withLock } from "./lock.ts";
import { readHistory } from "./version.ts";

export interface RolledBack {
  readonly table: string;
  /** The runs that made the rows before and now. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

/**
 * Makes another version of a table the current one, that of the run `to` or the newest that is older than the current;
 * the other tables keep theirs, and every version can still be read. Refuses with `no-lake`, `unknown-table`,
 * `no-earlier-version`, `lake-of-another-engine`, `lake-busy` and `cannot-write`; then nothing has changed.
 */
export async function rollback(folder: string, table: string, to: string | undefined, wait = 10_000): Promise<RolledBack> {
  const lake = resolve(folder);
  if (!(await isLake(lake))) refuse("no-lake", { folder: lake });
  return withEngine(lake, undefined, (connection) =>
    withLock(connection, lake, { wait, signal: undefined, onWait: () => {} }, async () => {
      const history = (await readHistory(lake)) ?? refuse("no-lake", { folder: lake });
      const { current } = history;
      const from = current.tables.find(({ name }) => name === table);
      if (from === undefined) return refuse("unknown-table", { table, existing: current.tables.map(({ name }) => name) });
      const versions = versionsOf(history, table);
      const place = versions.findIndex(({ run }) => run === from.run);
      const others = versions.toSpliced(place, 1);
      const chosen = to === undefined ? others[place] : others.find(({ run }) => run === to);
      if (chosen === undefined) return refuse("no-earlier-version", { table, to, existing: others.map(({ run }) => run) });
      const tables = current.tables.map((own) => (own.name === table ? chosen : own));
      await commit(lake, { run: newRun(), at: new Date().toISOString(), tables }, history, "all");
      return { table, from: from.run, to: chosen.run, rows: chosen.rows };
    }),
  );
}
