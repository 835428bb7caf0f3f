import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";

/** As `current.json` has it. This reader knows the format, and nothing of the program that wrote it. */
interface Version {
  readonly tables: readonly {
    readonly name: string;
    readonly rows: number;
    readonly quarantined: number;
    readonly file: string;
    readonly quarantine: string | null;
  }[];
}

/** What a reader of a lake sees. */
export interface Seen {
  /** The rows of each table of the current version, as one text; `none` before the first version. */
  readonly rows: string;
  /** The files of every version that can be read. */
  readonly files: readonly string[];
}

const known = new Map<string, string>();

/** Reads every file of every version of a lake. Throws where one is not there, not whole, or has not as many rows as it should. */
export async function readLake(connection: DuckDBConnection, lake: string): Promise<Seen> {
  const text = currentOf(lake);
  if (text === undefined) return { rows: "none", files: [] };
  const { current, earlier } = JSON.parse(text) as { current: Version; earlier: readonly Version[] };
  const files = new Set<string>();
  const read = async (file: string, rows: number): Promise<string> => {
    files.add(file);
    const found = await contentOf(connection, join(lake, file));
    if (!found.startsWith(`${rows} `)) throw new Error(`${file} has ${found.split(" ")[0]} rows instead of ${rows}`);
    return found;
  };
  const contents = async ({ tables }: Version): Promise<string> => {
    const parts: string[] = [];
    for (const { name, rows, quarantined, file, quarantine } of tables)
      parts.push(`${name} ${await read(file, rows)} ${quarantine === null ? "" : (await read(quarantine, quarantined)).split(" ")[0]}`);
    return parts.join("\n");
  };
  const rows = await contents(current);
  for (const version of earlier) await contents(version);
  return { rows, files: [...files] };
}

function currentOf(lake: string): string | undefined {
  try {
    return readFileSync(join(lake, "current.json"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** How many rows a file has, and a hash of them in any order. */
async function contentOf(connection: DuckDBConnection, path: string): Promise<string> {
  const { ino, size, mtimeMs } = statSync(path);
  const key = `${path} ${ino} ${size} ${mtimeMs}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const name = `'${path.replaceAll("'", "''")}'`;
  const from = path.endsWith(".parquet") ? `read_parquet(${name})` : `read_json(${name}, format = 'newline_delimited')`;
  const sql = `SELECT count(*) || ' ' || coalesce(sum(hash(t)::HUGEINT), 0) FROM ${from} t`;
  const content = String((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
  known.set(key, content);
  return content;
}
