import { resolve } from "node:path";
import { Refusal, refuse } from "../diagnostics/diagnostic.ts";
import { faultsOf } from "./check-version.ts";
import { commit } from "./commit.ts";
import { withEngine } from "./engine.ts";
import { type QuarantineState, quarantineState } from "./expiry.ts";
import { accessIn, lakeSettings } from "./folder.ts";
import { versionsOf } from "./history.ts";
import { newRun } from "./layout.ts";
import { withLock } from "./lock.ts";
import { damaged } from "./verify.ts";
import { readHistory } from "./version.ts";

export interface RolledBack {
  readonly table: string;
  /** The runs that made the rows before and now. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  /** What became of the bad records of the version that is current now. */
  readonly quarantine?: QuarantineState | undefined;
}

export interface RollbackOptions {
  /** How long to wait for a run, in milliseconds. */
  readonly wait?: number;
  /** It is done, and the disk does not confirm it: after a power cut it may be undone. */
  readonly onNotDurable?: (lake: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes another version of a table the current one, that of the run `to` or the newest that is older than the current;
 * the other tables keep theirs, and every version can still be read. The files of that version must be as its run left
 * them. Refuses with `no-lake`, `unknown-table`, `no-earlier-version`, `version-damaged`, `lake-of-another-engine`, `lake-busy` and `cannot-write`; then nothing has changed.
 */
export async function rollback(
  folder: string,
  table: string,
  to: string | undefined,
  { wait = 10_000, onNotDurable, signal }: RollbackOptions = {},
): Promise<RolledBack> {
  const lake = resolve(folder);
  const settings = (await lakeSettings(lake)) ?? refuse("no-lake", { folder: lake });
  return withEngine(lake, undefined, (connection) =>
    withLock(connection, lake, { wait, signal, onWait: () => {} }, async () => {
      const history = (await readHistory(lake)) ?? refuse("no-lake", { folder: lake });
      const { current } = history;
      const from = current.tables.find(({ name }) => name === table);
      if (from === undefined) return refuse("unknown-table", { table, existing: current.tables.map(({ name }) => name) });
      const versions = versionsOf(history, table);
      const place = versions.findIndex(({ run }) => run === from.run);
      const others = versions.toSpliced(place, 1);
      const chosen = to === undefined ? others[place] : others.find(({ run }) => run === to);
      if (chosen === undefined) return refuse("no-earlier-version", { table, to, existing: others.map(({ run }) => run) });
      const faults = await faultsOf(lake, chosen, signal);
      if (faults.length > 0) throw new Refusal(faults.map((fault) => damaged(lake, chosen, fault)));
      const tables = current.tables.map((own) => (own.name === table ? chosen : own));
      const version = { run: newRun(), at: new Date().toISOString(), tables };
      if (!(await commit(lake, version, history, { access: accessIn(settings), keep: "all" }))) onNotDurable?.(lake);
      return { table, from: from.run, to: chosen.run, rows: chosen.rows, quarantine: quarantineState(chosen) };
    }),
  );
}
