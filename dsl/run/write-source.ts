import { join } from "node:path";
import { identifier } from "../backends/duckdb/identifier.ts";
import { quarantineTable } from "../backends/duckdb/landing/staging.ts";
import { type LandingResult, readLanding } from "../backends/duckdb/landing.ts";
import type { SourcePlan } from "../operations/lake.ts";
import { checkGzips } from "./gzip.ts";
import { dataFile, quarantineFile } from "./layout.ts";
import { checkUnchanged, type Pin, type PinnedSource, pinRecord } from "./pin.ts";
import { planHash } from "./plan-hash.ts";
import { countedNames } from "./result.ts";
import type { LandingRecord } from "./version.ts";
import { viewOfParquet } from "./views.ts";
import { columnsOf, copyRows, step, type Writer, type Written } from "./writer.ts";

/** How many reasons and unknown keys a version records, the most frequent first. */
const RECORDED = 20;

/** Reads the landing files of a source, writes the rows kept and the bad records, and leaves a view of the source's name. */
export async function writeSource(
  writer: Writer,
  source: SourcePlan,
  { files, passedOver }: PinnedSource,
): Promise<{ readonly written: Written; readonly landing: LandingResult }> {
  const { connection, lake, run } = writer;
  const { name, zone } = source;
  const landing = await readPinned(writer, source, files);
  const file = dataFile(zone, name, run, "parquet");
  const rows = await copyRows(writer, name, `SELECT * FROM ${identifier(name)}`, "parquet", file);
  const quarantine = landing.quarantined === 0 ? null : quarantineFile(name, run);
  const bad = quarantine === null ? 0 : await copyRows(writer, name, `SELECT * FROM ${quarantineTable(name)}`, "parquet", quarantine);
  if (rows + bad !== landing.records) throw new Error(`${name}: of ${landing.records} records, ${rows} and ${bad} were written`);
  // The rows are in the file now, so the memory is free for the tables.
  await step(writer, name, () =>
    connection.run(
      `DROP TABLE ${quarantineTable(name)}; DROP TABLE ${identifier(name)}; ${viewOfParquet(identifier(name), join(lake, file))}`,
    ),
  );
  const written: Written = {
    name,
    zone,
    format: "parquet",
    columns: columnsOf(source.columns),
    rows,
    quarantined: bad,
    file,
    quarantine,
    run,
    plan: planHash(source),
    landing: recordOf(files, passedOver, landing),
  };
  return { written, landing };
}

async function readPinned(writer: Writer, source: SourcePlan, pins: readonly Pin[]): Promise<LandingResult> {
  try {
    await checkGzips(source, pins, writer.signal);
    return await step(writer, source.name, () => readLanding(writer.connection, source, pins, writer.budget.batch));
  } finally {
    // A file that changed may be why the reading failed.
    await checkUnchanged(pins);
  }
}

const recordOf = (
  pins: readonly Pin[],
  passedOver: readonly string[],
  { records, bytes, quarantinedBytes, reasons, unknownKeys }: LandingResult,
): LandingRecord => ({
  files: pins.map(pinRecord),
  passedOver: countedNames(passedOver),
  records,
  bytes,
  quarantinedBytes,
  reasons: reasons.slice(0, RECORDED),
  unknownKeys: unknownKeys.slice(0, RECORDED),
});
