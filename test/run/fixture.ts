import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { onTestFinished } from "vitest";
import { type Code, wordsOf } from "../../dsl/diagnostics/codes.ts";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { readLake } from "../../dsl/run/version.ts";
import { openTables } from "../../dsl/run/views.ts";

export const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** Twenty users, of whom the even ones agreed; `count` events, in two files, one of them compressed. Names carry `mark`. */
export function fillLanding(landing: string, count: number, mark = ""): void {
  const email = (i: number): string => `u${i % 20}${mark}@example.com`;
  const people = Array.from({ length: 20 }, (_, i) => ({ email: email(i), ...(i % 2 === 0 ? { agreedAt: 1_600_000_000_000 } : {}) }));
  const rows = Array.from({ length: count }, (_, id) => ({ id, user: email(id), at: 1_700_000_000_000 + id }));
  put(join(landing, "users/users.json"), lines(people));
  put(join(landing, "events/2026/a.jsonl"), lines(rows.slice(0, count / 2)));
  put(join(landing, "events/2026/b.json.gz"), gzipSync(lines(rows.slice(count / 2))));
}

export function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** A folder of the test's own, which goes when the test ends, with filled landing files. */
export function playground(count = 100): { readonly folder: string; readonly landing: string; readonly lake: string } {
  const folder = mkdtempSync(join(tmpdir(), "sluice-run-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const landing = join(folder, "landing");
  fillLanding(landing, count);
  return { folder, landing, lake: join(folder, "lake") };
}

/** Every file under a folder with its size, relative and sorted. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The content of every file under a folder. */
export const snapshot = (folder: string): Record<string, string> =>
  Object.fromEntries(filesUnder(folder).map((file) => [file, readFileSync(join(folder, file)).toString("base64")]));

export const bytesUnder = (folder: string): number => filesUnder(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

/** The rows of a table of the current version, sorted, as JSON text. */
export async function rowsOf(lake: string, name: string): Promise<readonly string[]> {
  return queryLake(lake, `SELECT to_json(t)::VARCHAR FROM "${name}" t ORDER BY 1`);
}

export async function queryLake(lake: string, sql: string): Promise<readonly string[]> {
  const version = await readLake(lake);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await openTables(connection, lake, version);
    return (await connection.runAndReadAll(sql)).getRows().map(([value]) => String(value));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The codes and sentences that a run is refused with; fails when it is not refused. */
export async function refusalOf(run: () => Promise<unknown>): Promise<{ readonly codes: readonly Code[]; readonly words: string }> {
  const error = await run().then(
    () => undefined,
    (e: unknown) => e,
  );
  if (error === undefined) throw new Error("it was not refused");
  if (!(error instanceof Refusal)) throw error;
  return {
    codes: error.problems.map(({ code }) => code),
    words: error.problems.map(({ code, parameters }) => wordsOf(code, parameters as never).message).join("\n"),
  };
}

interface RunOfItsOwn {
  readonly child: ChildProcess;
  /** Its exit code (null when it was killed) and what it printed. */
  readonly done: Promise<{ readonly code: number | null; readonly output: string }>;
}

interface RunOfItsOwnOptions {
  readonly uid?: number;
  readonly gid?: number;
  /** The largest file that it may write, in the units of the shell. */
  readonly limitFiles?: number;
  /** The event at which it kills itself. */
  readonly deadly?: string;
}

/** Starts `child.ts`. */
export function startRun(landing: string, lake: string, options: RunOfItsOwnOptions = {}): RunOfItsOwn {
  const { limitFiles, deadly, ...user } = options;
  const command = [process.execPath, join(import.meta.dirname, "child.ts"), landing, lake, ...(deadly === undefined ? [] : [deadly])];
  const limited = limitFiles === undefined ? command : ["sh", "-c", `ulimit -f ${limitFiles}; exec "$@"`, "sh", ...command];
  const child = spawn(limited[0] ?? "", limited.slice(1), { ...user, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      output += data.toString();
    });
  }
  return { child, done: new Promise((done) => child.on("close", (code) => done({ code, output }))) };
}
