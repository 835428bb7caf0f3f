import { join, resolve } from "node:path";
import { type Problem, refuse } from "../diagnostics/diagnostic.ts";
import { type FileFault, faultsOf } from "./check-version.ts";
import { type QuarantineState, quarantineState } from "./expiry.ts";
import { isLake } from "./folder.ts";
import { versionsOf } from "./history.ts";
import { stopIfAborted } from "./interruption.ts";
import { ENGINE, startOf } from "./layout.ts";
import { filesOfTable, readHistory, type TableVersion } from "./version.ts";

/** How a version of a table stands. */
export interface VerifiedVersion {
  readonly id: string;
  readonly at: string;
  readonly current: boolean;
  readonly files: number;
  /** Bytes, as the run wrote them; null where that is not known. */
  readonly bytes: number | null;
  /** What its files were held against: size and SHA-256, sizes alone, or nothing but that they are there and end as they should. */
  readonly checked: "sha256" | "size" | "presence";
  readonly quarantine: QuarantineState;
  /** Paths as they are on this machine, or keys. */
  readonly faults: readonly { readonly path: string; readonly fault: string }[];
}

export interface VerifiedTable {
  readonly table: string;
  readonly zone: string;
  /** The newest first. */
  readonly versions: readonly VerifiedVersion[];
}

export interface Verified {
  readonly engine: string;
  readonly tables: readonly VerifiedTable[];
}

/** Told before each version. */
export type OnVerify = (at: { readonly table: string; readonly version: string; readonly done: number; readonly of: number }) => void;

/**
 * Holds the files of all kept versions, of one table or source or of all, against what the runs wrote. It changes nothing
 * and may go on beside a run. Refuses with `no-lake`, `unknown-table`, `cannot-read`, `interrupted` and what `isLake` does.
 */
export async function verifyLake(folder: string, table: string | undefined, onVerify: OnVerify, signal?: AbortSignal): Promise<Verified> {
  const lake = resolve(folder);
  const history = ((await isLake(lake)) ? await readHistory(lake) : undefined) ?? refuse("no-lake", { folder: lake });
  const known = history.current.tables.filter(({ name }) => table === undefined || name === table);
  if (table !== undefined && known.length === 0)
    refuse("unknown-table", { table, existing: history.current.tables.map(({ name }) => name) });
  const all = known.flatMap((now) => versionsOf(history, now.name).map((version) => ({ now, version })));
  const verified = new Map<string, VerifiedVersion[]>();
  for (const [done, { now, version }] of all.entries()) {
    stopIfAborted(signal);
    onVerify({ table: now.name, version: version.run, done, of: all.length });
    const faults = await faultsOf(lake, version, signal);
    // A run that went on meanwhile may have removed what was the oldest version.
    if (faults.length > 0 && !(await isStillKept(lake, version))) continue;
    const shown = { ...verifiedVersion(version, faults, lake), current: version.run === now.run };
    verified.set(now.name, [...(verified.get(now.name) ?? []), shown]);
  }
  return { engine: ENGINE, tables: known.map(({ name, zone }) => ({ table: name, zone, versions: verified.get(name) ?? [] })) };
}

const verifiedVersion = (version: TableVersion, faults: readonly FileFault[], lake: string): Omit<VerifiedVersion, "current"> => ({
  id: version.run,
  at: startOf(version.run),
  files: filesOfTable(version).length,
  bytes: version.checksums?.reduce((sum, { size }) => sum + size, 0) ?? null,
  checked: version.checksums === undefined ? "presence" : "sha256",
  quarantine: quarantineState(version),
  faults: faults.map(({ file, fault }) => ({ path: join(lake, file), fault })),
});

async function isStillKept(lake: string, { name, run, quarantine }: TableVersion): Promise<boolean> {
  const history = await readHistory(lake);
  return history !== undefined && versionsOf(history, name).some((kept) => kept.run === run && kept.quarantine === quarantine);
}

/** The problem of a file that is not as its run left it. */
export const damaged = (lake: string, { name, run }: TableVersion, { file, fault }: FileFault): Problem => ({
  code: "version-damaged",
  parameters: { table: name, version: run, path: join(lake, file), fault },
});
