import { join } from "node:path";
import type { LandingResult, Origin } from "../backends/duckdb/landing.ts";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import type { SourcePlan } from "../operations/lake.ts";
import { tablesRead } from "../operations/steps.ts";
import { checksumsOf } from "./checksum.ts";
import type { Chosen } from "./choose.ts";
import { brokenKeys, type Proven } from "./declared-keys.ts";
import { keepFailed } from "./keep-failed.ts";
import type { PinnedSource, Pins } from "./pin.ts";
import { type RunEvent, resultOf } from "./result.ts";
import { type Checksum, filesOfTable, type TableVersion } from "./version.ts";
import { writeSource } from "./write-source.ts";
import { writeTable } from "./write-table.ts";
import type { Writer, Written } from "./writer.ts";

/** How many reasons of quarantine a message gives, the most frequent first. */
const SHOWN = 3;
const NOTHING: PinnedSource = { files: [], passedOver: [] };

/**
 * Writes the sources and then the tables, without making any of them visible. Sources over their quarantine threshold,
 * and declared keys that do not hold, are reported together when the last source was read.
 */
export async function makeTables(
  writer: Writer,
  { sources, tables }: Chosen,
  pins: Pins,
  proven: Proven,
  onProgress: (event: RunEvent) => void,
): Promise<readonly TableVersion[]> {
  const made: TableVersion[] = [];
  const hashing: Promise<readonly Checksum[]>[] = [];
  const make = async (
    name: string,
    zone: string,
    write: () => Promise<{ readonly written: Written; readonly landing?: LandingResult }>,
  ) => {
    onProgress({ event: "table-started", table: name, zone });
    const start = performance.now();
    const { written, landing } = await write();
    const table: TableVersion = { ...written, ms: Math.round(performance.now() - start) };
    made.push(table);
    // Files are read back while the next table is made.
    hashing.push(checksumsOf(writer.lake, filesOfTable(table)));
    hashing.at(-1)?.catch(() => {});
    onProgress({ event: "table-ended", result: resultOf(writer.lake, table), landing });
    return landing;
  };

  const problems: Problem[] = [];
  for (const source of sources) {
    const landing = await make(source.name, source.zone, () => writeSource(writer, source, pins.get(source.name) ?? NOTHING));
    if (landing !== undefined && isOverThreshold(source, landing)) problems.push(...(await overThreshold(writer, source, landing)));
    problems.push(...(await brokenKeys(writer, source, proven)));
  }
  if (problems.length > 0) throw new Refusal(problems);
  const read = new Set(tables.flatMap(({ relation }) => tablesRead(relation)));
  for (const table of tables)
    await make(table.name, table.zone, async () => ({ written: await writeTable(writer, table, read.has(table.name)) }));
  const checksums = await Promise.all(hashing);
  return made.map((table, i) => ({ ...table, checksums: [...(checksums[i] ?? [])] }));
}

const isOverThreshold = ({ quarantine: { atMost } }: SourcePlan, landing: LandingResult): boolean => {
  const { records, quarantined, bytes, quarantinedBytes } = landing;
  return quarantined > 0 && Math.max(quarantined / records, quarantinedBytes / bytes) > atMost;
};

/** That too many records are bad, and where the first are kept; also why they are not, where that failed. */
async function overThreshold(
  writer: Writer,
  { name, quarantine: { atMost } }: SourcePlan,
  { records, quarantined, bytes, quarantinedBytes, reasons }: LandingResult,
): Promise<readonly Problem[]> {
  const over =
    quarantined / records > atMost
      ? { bad: quarantined, all: records, of: "records" as const }
      : { bad: quarantinedBytes, all: bytes, of: "bytes of records" as const };
  const shown = reasons.slice(0, SHOWN).map(({ reason, count, ...first }) => `${count} x ${reason}, first in ${placeInWords(first)}`);
  const kept = writer.keepsFailed ? await keepFailed(writer, name).catch(problemsOf) : { file: undefined };
  const file = "file" in kept ? kept.file : undefined;
  const parameters = { table: name, ...over, atMost, reasons: shown, quarantined, kept: file && join(writer.lake, file) };
  return [{ code: "quarantine-over-threshold", parameters }, ...("file" in kept ? [] : kept)];
}

function problemsOf(failure: unknown): readonly Problem[] {
  if (failure instanceof Refusal) return failure.problems;
  throw failure;
}

const placeInWords = ({ file, line, record }: Origin): string => `${file}:${line}${record === 1 ? "" : ` (record ${record} of the line)`}`;
