import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "../backends/duckdb/literals.ts";
import { makeFolders } from "./access.ts";
import { syncFile, syncFolder } from "./durable.ts";
import { cannotWrite } from "./failures.ts";
import { failedFile, quarantineFile, workFile } from "./layout.ts";
import { copyRows, type Writer } from "./writer.ts";

/** How many bad records of a source outlive a run that fails by them, in the order of files and lines. */
export const KEPT_OF_FAILED = 1_000;

/**
 * Keeps the first bad records that the run has put aside, in a file that no version has and `clean` knows, and gives its
 * path below the lake. It is there whole or not at all. Refuses with `cannot-write` and `run-failed`.
 */
export async function keepFailed(writer: Writer, source: string): Promise<{ readonly file: string }> {
  const { lake, run, access } = writer;
  const file = failedFile(source, run);
  const draft = workFile(run, `${source}.failed`);
  const all = `read_parquet(${text(join(lake, quarantineFile(source, run)))})`;
  await copyRows(writer, source, `SELECT * FROM ${all} ORDER BY ALL LIMIT ${KEPT_OF_FAILED}`, "parquet", draft);
  const path = join(lake, file);
  await makeFolders(lake, dirname(file), access);
  await syncFile(join(lake, draft))
    .then(() => rename(join(lake, draft), path))
    .then(() => syncFolder(dirname(path)))
    .catch(cannotWrite(path));
  return { file };
}
