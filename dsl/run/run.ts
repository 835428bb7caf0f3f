import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { dependencyOrder } from "../compiler/order.ts";
import { Refusal } from "../diagnostics/diagnostic.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { makeFolders, makeLakeFolder } from "./access.ts";
import { withChecksums } from "./add-checksums.ts";
import { checkNatives } from "./check-natives.ts";
import { choose } from "./choose.ts";
import { commit, replaceHistory } from "./commit.ts";
import { withEngine } from "./engine.ts";
import { narrowings } from "./evolution.ts";
import { hasExpired, withoutExpired } from "./expiry.ts";
import { accessIn, isLake, type LakeSettings, lakeSettings, markLake } from "./folder.ts";
import { stopIfAborted } from "./interruption.ts";
import { ENGINE, newRun, QUARANTINE_DAYS, workFolder } from "./layout.ts";
import { removeLeftovers, tightenLake } from "./leftovers.ts";
import { withLock } from "./lock.ts";
import { makeTables } from "./make-tables.ts";
import { budgetOf } from "./memory/budget.ts";
import type { MemorySize } from "./memory/size.ts";
import { type Pins, pinLanding } from "./pin.ts";
import { readPseudonymKeys, setPseudonymKeys } from "./pseudonym-keys.ts";
import { type RunEvent, type RunResult, resultOf } from "./result.ts";
import { type LakeHistory, readHistory, type TableVersion } from "./version.ts";

export interface RunOptions {
  /** The landing root, relative to the working folder, or what was pinned of one. */
  readonly landing: string | Pins;
  /** The lake folder, relative to the working folder. */
  readonly lake: string;
  /** Runs this source or table and all that it needs; the others keep their current version. */
  readonly only?: string | undefined;
  /** What is proven of the plan, to name what a declared key that does not hold breaks. */
  readonly proof?: LakeProof | undefined;
  /** An abort stops the run, also inside a statement. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: RunEvent) => void) | undefined;
  /** How long to wait for another run on the same lake, in milliseconds. */
  readonly wait?: number | undefined;
  /** How much memory the run may use; what is more goes to the lake folder while it lasts. Without it, a share of what there is. */
  readonly memory?: MemorySize | undefined;
  /** Whether the members of the folder's group share the lake, from now on; undefined: as the lake says, else its user's alone. */
  readonly sharedWithGroup?: boolean | undefined;
  /** After how many days bad records are removed, from now on; undefined: as the lake says, else 90. */
  readonly quarantineDays?: number | undefined;
  /** Whether the first bad records of a source over its threshold stay in the lake; so it is by default. */
  readonly keepsFailed?: boolean | undefined;
}

const WAIT = 10_000;

/**
 * Fills the lake folder from the landing files: every source and table, or one with all that it needs, in dependency
 * order; they become visible at once, at the end. Whatever happens before that, the version before stays as it was.
 *
 * Refuses with `unknown-table`, `no-landing-folder`, `no-landing-files`, `cannot-read`, `landing-file-broken`,
 * `landing-file-changed`, `pseudonym-key-unusable`, `native-broken`, `column-narrowed`, `out-of-memory`, `line-too-long`, `gzip-over-limit`, `quarantine-over-limit`, `quarantine-over-threshold`, `declared-key-broken`, `not-a-lake`, `lake-of-another-engine`, `lake-broken`, `lake-busy`,
 * `cannot-write`, `run-failed` and `interrupted`.
 */
export async function runLake(plan: LakePlan, options: RunOptions): Promise<RunResult> {
  const { landing, only, signal, onProgress = () => {}, wait = WAIT } = options;
  const lake = resolve(options.lake);
  const chosen = choose(plan, only);
  const keys = readPseudonymKeys(chosen.tables, process.env);
  stopIfAborted(signal);
  await isLake(lake);
  const pin = async (): Promise<Pins> => (typeof landing === "string" ? pinLanding(landing, chosen.sources) : landing);
  const pinned = await pin();
  await makeLakeFolder(lake);
  const run = newRun();
  const work = join(lake, workFolder(run));
  let waited = false;
  const onWait = (holder: string): void => {
    waited = true;
    onProgress({ event: "waiting", holder });
  };
  const budget = budgetOf(options.memory);
  return withEngine(work, budget, (connection) =>
    withLock(connection, lake, { wait, signal, onWait }, async () => {
      const found = await lakeSettings(lake);
      const settings: LakeSettings = {
        group: options.sharedWithGroup ?? found?.group ?? false,
        quarantineDays: options.quarantineDays ?? found?.quarantineDays ?? QUARANTINE_DAYS,
      };
      const access = accessIn(settings);
      const { quarantineDays } = settings;
      if (!isDeepStrictEqual(found, settings)) await markLake(lake, settings);
      await tightenLake(lake, access);
      const before = await upToDate(lake, settings);
      const narrowed = narrowings(chosen.tables, before?.current.tables ?? []);
      if (narrowed.length > 0) throw new Refusal(narrowed);
      await removeLeftovers(lake, quarantineDays);
      try {
        await makeFolders(lake, workFolder(run), access);
        const pins = waited ? await pin() : pinned;
        await setPseudonymKeys(connection, keys);
        await checkNatives(connection, chosen.tables);
        onProgress({ event: "started", run, tables: [...chosen.sources, ...chosen.tables].map(({ name }) => name) });
        const writer = { connection, lake, run, access, keepsFailed: options.keepsFailed ?? true, signal, budget };
        const made = await makeTables(writer, chosen, pins, { plan, proof: options.proof }, onProgress);
        const kept = only === undefined ? [] : (before?.current.tables ?? []);
        stopIfAborted(signal);
        const version = { run, at: new Date().toISOString(), tables: merge(plan, made, kept) };
        if (!(await commit(lake, version, before, { access, keep: "last" }))) onProgress({ event: "not-durable", lake });
        onProgress({ event: "committed", run });
        return { engine: ENGINE, tables: made.map((table) => resultOf(lake, table)) };
      } finally {
        await removeLeftovers(lake, quarantineDays);
      }
    }),
  );
}

/** The kept versions, each with checksums, and without the bad records that are too old: what is gone is said before it goes. */
async function upToDate(lake: string, settings: LakeSettings): Promise<LakeHistory | undefined> {
  const found = await readHistory(lake);
  if (found === undefined) return undefined;
  const history = withoutExpired(found, settings.quarantineDays);
  if (hasExpired(found, settings.quarantineDays)) await replaceHistory(lake, history, accessIn(settings));
  return withChecksums(lake, history);
}

/** The tables made, and those of the version before that were not made now, in dependency order. */
function merge(plan: LakePlan, made: readonly TableVersion[], before: readonly TableVersion[]): TableVersion[] {
  const names = new Set(made.map(({ name }) => name));
  const places = new Map(dependencyOrder(plan).map((name, place) => [name, place]));
  const place = ({ name }: TableVersion): number => places.get(name) ?? places.size;
  return [...made, ...before.filter(({ name }) => !names.has(name))].sort((a, b) => place(a) - place(b));
}
