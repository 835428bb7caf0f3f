import type { LandingResult } from "../backends/duckdb/landing.ts";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import type { SourcePlan } from "../operations/lake.ts";
import { tablesRead } from "../operations/steps.ts";
import type { Chosen } from "./choose.ts";
import { brokenKeys, type Proven } from "./declared-keys.ts";
import type { PinnedSource, Pins } from "./pin.ts";
import { type RunEvent, resultOf } from "./result.ts";
import type { TableVersion } from "./version.ts";
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
    onProgress({ event: "table-ended", result: resultOf(writer.lake, table), landing });
    return landing;
  };

  const problems: Problem[] = [];
  for (const source of sources) {
    const landing = await make(source.name, source.zone, () => writeSource(writer, source, pins.get(source.name) ?? NOTHING));
    if (landing !== undefined) problems.push(...overThreshold(source, landing));
    problems.push(...(await brokenKeys(writer, source, proven)));
  }
  if (problems.length > 0) throw new Refusal(problems);
  const read = new Set(tables.flatMap(({ relation }) => tablesRead(relation)));
  for (const table of tables)
    await make(table.name, table.zone, async () => ({ written: await writeTable(writer, table, read.has(table.name)) }));
  return made;
}

function overThreshold({ name, quarantine: { atMost } }: SourcePlan, { lines, quarantined, reasons }: LandingResult): readonly Problem[] {
  if (lines === 0 || quarantined / lines <= atMost) return [];
  const shown = reasons.slice(0, SHOWN).map(({ reason, count, file, line }) => `${count} x ${reason}, first in ${file}:${line}`);
  return [{ code: "quarantine-over-threshold", parameters: { table: name, quarantined, rows: lines, atMost, reasons: shown } }];
}
