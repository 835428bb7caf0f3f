import { chmod, link, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { refuse } from "../diagnostics/diagnostic.ts";
import { cannotWrite, duckdbReason } from "./failures.ts";
import { stopIfAborted } from "./interruption.ts";
import { LOCK, unfinishedName } from "./layout.ts";
import { stateFault } from "./state-file.ts";

/** Milliseconds between two attempts. */
const PAUSE = 200;
const NAME = "sluice_lock";
const LOCKED = /Could not set lock|used by another process/;

/** DuckDB's lock is one of the process, so runs inside one process are kept apart here. */
const heldHere = new Set<string>();

export interface LockOptions {
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  readonly signal: AbortSignal | undefined;
  /** Told once who holds the lake, when there is someone to wait for. */
  readonly onWait: (holder: string) => void;
}

/**
 * Works as the only run that writes the lake, by a lock of the operating system that DuckDB takes on a database file: it
 * ends with the process, however that ends. Refuses with `lake-busy` when another run goes on for too long, and with
 * `lake-broken` when the lock is no file.
 */
export async function withLock<T>(connection: DuckDBConnection, lake: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const folder = await realpath(lake).catch(cannotWrite(lake));
  const path = join(folder, LOCK);
  const fault = stateFault(path, folder);
  if (fault === "missing") await makeLockFile(connection, path);
  else if (fault !== undefined) refuse("lake-broken", { path: join(lake, LOCK), reason: fault });
  const deadline = performance.now() + options.wait;
  let told = false;
  for (;;) {
    stopIfAborted(options.signal);
    const holder = await tryToLock(connection, folder, path);
    if (holder === undefined) break;
    if (performance.now() >= deadline) refuse("lake-busy", { folder: lake, holder });
    if (!told) options.onWait(holder);
    told = true;
    await sleep(PAUSE);
  }
  try {
    return await work();
  } finally {
    // Closing the database, which follows a failure of the connection, lets go as well.
    await connection.run(`DETACH ${NAME}`).catch(() => {});
    heldHere.delete(folder);
  }
}

/** Who holds the lock; undefined when it is ours now. */
async function tryToLock(connection: DuckDBConnection, folder: string, path: string): Promise<string | undefined> {
  if (heldHere.has(folder)) return "this process";
  heldHere.add(folder);
  try {
    await attach(connection, path);
    return undefined;
  } catch (error) {
    heldHere.delete(folder);
    const reason = duckdbReason(error) ?? "";
    if (!LOCKED.test(reason)) return lockFailed(path, error);
    const pid = /PID (\d+)/.exec(reason)?.[1];
    return pid === undefined ? "another process" : `process ${pid}`;
  }
}

/** Makes the database under another name first: one that was cut off half-way could never be opened again. */
async function makeLockFile(connection: DuckDBConnection, path: string): Promise<void> {
  const unfinished = unfinishedName(path);
  try {
    await attach(connection, unfinished).catch((error) => lockFailed(unfinished, error));
    await connection.run(`DETACH ${NAME}`);
    await chmod(unfinished, 0o600).catch(cannotWrite(unfinished));
    await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
      const anotherWasFaster = error.code === "EEXIST" || error.code === "ENOENT";
      if (!anotherWasFaster) cannotWrite(path)(error);
    });
  } finally {
    await rm(unfinished, { force: true }).catch(() => {});
  }
}

const attach = (connection: DuckDBConnection, path: string): Promise<unknown> =>
  connection.run(`ATTACH '${path.replaceAll("'", "''")}' AS ${NAME}`);

function lockFailed(path: string, error: unknown): never {
  const reason = duckdbReason(error);
  if (reason === undefined) throw error;
  return refuse("cannot-write", { path, reason });
}
