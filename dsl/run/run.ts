import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { dependencyOrder } from "../compiler/order.ts";
import { Refusal } from "../diagnostics/diagnostic.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { checkNatives } from "./check-natives.ts";
import { choose } from "./choose.ts";
import { commit } from "./commit.ts";
import { withEngine } from "./engine.ts";
import { narrowings } from "./evolution.ts";
import { cannotWrite } from "./failures.ts";
import { isLake, markLake } from "./folder.ts";
import { stopIfAborted } from "./interruption.ts";
import { ENGINE, newRun, workFolder } from "./layout.ts";
import { removeLeftovers } from "./leftovers.ts";
import { withLock } from "./lock.ts";
import { makeTables } from "./make-tables.ts";
import { type Pins, pinLanding } from "./pin.ts";
import { readPseudonymKeys, setPseudonymKeys } from "./pseudonym-keys.ts";
import { type RunEvent, type RunResult, resultOf } from "./result.ts";
import { readHistory, type TableVersion } from "./version.ts";

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
  /** How much memory DuckDB may use before it spills to the lake folder: `"500MB"`. */
  readonly memory?: string | undefined;
}

const WAIT = 10_000;

/**
 * Fills the lake folder from the landing files: every source and table, or one with all that it needs, in dependency
 * order; they become visible at once, at the end. Whatever happens before that, the version before stays as it was.
 *
 * Refuses with `unknown-table`, `no-landing-folder`, `no-landing-files`, `cannot-read`, `landing-file-broken`,
 * `landing-file-changed`, `pseudonym-key-unusable`, `native-broken`, `column-narrowed`, `quarantine-over-threshold`, `declared-key-broken`, `not-a-lake`, `lake-of-another-engine`, `lake-broken`, `lake-busy`,
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
  await mkdir(lake, { recursive: true }).catch(cannotWrite(lake));
  const run = newRun();
  const work = join(lake, workFolder(run));
  let waited = false;
  const onWait = (holder: string): void => {
    waited = true;
    onProgress({ event: "waiting", holder });
  };
  return withEngine(work, options.memory, (connection) =>
    withLock(connection, lake, { wait, signal, onWait }, async () => {
      if (!(await isLake(lake))) await markLake(lake);
      const before = await readHistory(lake);
      const narrowed = narrowings(chosen.tables, before?.current.tables ?? []);
      if (narrowed.length > 0) throw new Refusal(narrowed);
      await removeLeftovers(lake);
      try {
        await mkdir(work).catch(cannotWrite(lake));
        const pins = waited ? await pin() : pinned;
        await setPseudonymKeys(connection, keys);
        await checkNatives(connection, chosen.tables);
        onProgress({ event: "started", run, tables: [...chosen.sources, ...chosen.tables].map(({ name }) => name) });
        const made = await makeTables({ connection, lake, run, signal }, chosen, pins, { plan, proof: options.proof }, onProgress);
        const kept = only === undefined ? [] : (before?.current.tables ?? []);
        stopIfAborted(signal);
        await commit(lake, { run, at: new Date().toISOString(), tables: merge(plan, made, kept) }, before);
        onProgress({ event: "committed", run });
        return { engine: ENGINE, tables: made.map((table) => resultOf(lake, table)) };
      } finally {
        await removeLeftovers(lake);
      }
    }),
  );
}

/** The tables made, and those of the version before that were not made now, in dependency order. */
function merge(plan: LakePlan, made: readonly TableVersion[], before: readonly TableVersion[]): TableVersion[] {
  const names = new Set(made.map(({ name }) => name));
  const places = new Map(dependencyOrder(plan).map((name, place) => [name, place]));
  const place = ({ name }: TableVersion): number => places.get(name) ?? places.size;
  return [...made, ...before.filter(({ name }) => !names.has(name))].sort((a, b) => place(a) - place(b));
}
