import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { wordsOf } from "../../diagnostics/codes.ts";
import { Refusal } from "../../diagnostics/diagnostic.ts";
import { withEngine } from "../../run/engine.ts";
import type { RunEvent } from "../../run/result.ts";
import { runLake } from "../../run/run.ts";
import { type LakeVersion, readLake } from "../../run/version.ts";
import { openTables } from "../../run/views.ts";
import type { Comparison } from "../compare.ts";
import type { RowCounts, TableRows } from "../report.ts";
import type { Tree } from "../tree/tree.ts";
import { lakePlanOf } from "./lake-plan.ts";
import { type Matched, matchedTables } from "./matched-tables.ts";
import { sameRowsQuery } from "./same-rows.ts";

export interface CountOptions {
  readonly landing: string;
  /** Where both lakes are made, and removed again. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly onProgress: (event: RunEvent) => void;
}

type Side = "base" | "head";

interface Made {
  readonly lake: string;
  readonly version: LakeVersion | undefined;
  readonly failed: string | undefined;
}

/**
 * Runs both versions of the tables that have changed, or read one that has, from their plans on the embedded engine, and counts. No row
 * leaves the engine. A version that cannot be run on the files is said to be so; only an interruption ends it.
 */
export async function countRows(comparison: Comparison, tables: readonly string[], options: CountOptions): Promise<RowCounts> {
  const matched = matchedTables(comparison, tables);
  if (matched.length === 0) return { landing: options.landing, tables: [], failed: {} };
  mkdirSync(options.scratch, { recursive: true });
  const scratch = mkdtempSync(join(options.scratch, "plan-"));
  try {
    const make = (side: Side, tree: Tree): Promise<Made> =>
      made(
        tree,
        matched.flatMap((one) => one[side] ?? []),
        join(scratch, side),
        options,
      );
    const base = await make("base", comparison.base);
    const head = await make("head", comparison.head);
    return {
      landing: options.landing,
      tables: await counted(matched, base, head, scratch),
      failed: { ...(base.failed === undefined ? {} : { base: base.failed }), ...(head.failed === undefined ? {} : { head: head.failed }) },
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function made(tree: Tree, names: readonly string[], lake: string, { landing, signal, onProgress }: CountOptions): Promise<Made> {
  if (names.length === 0) return { lake, version: undefined, failed: undefined };
  try {
    await runLake(lakePlanOf(tree, names), { landing, lake, signal, onProgress });
    return { lake, version: await readLake(lake), failed: undefined };
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.problems.some(({ code }) => code === "interrupted")) throw failure;
    return {
      lake,
      version: undefined,
      failed: failure.problems.map(({ code, parameters }) => wordsOf(code, parameters).message).join("; "),
    };
  }
}

const rowsIn = ({ version }: Made, table: string | undefined): number | null =>
  version?.tables.find(({ name }) => name === table)?.rows ?? null;

async function counted(matched: readonly Matched[], base: Made, head: Made, spill: string): Promise<readonly TableRows[]> {
  const counts = matched.map((one) => ({ ...one, before: rowsIn(base, one.base), after: rowsIn(head, one.head) }));
  return await withEngine(spill, undefined, async (connection) => {
    for (const [name, { version, lake }] of Object.entries({ base, head })) {
      if (version === undefined) continue;
      await connection.run(`ATTACH ':memory:' AS ${name}; USE ${name}`);
      await openTables(connection, lake, version);
    }
    const rows: TableRows[] = [];
    for (const { table, before, after, columns, ...names } of counts) {
      const comparedBy = columns.map(({ head: name }) => name);
      const none: TableRows = { table, before, after, gone: null, new: null, share: null, comparedBy };
      if (before === null || after === null || names.base === undefined || names.head === undefined || columns.length === 0) {
        rows.push({ ...none, comparedBy: [] });
        continue;
      }
      const result = await connection.runAndReadAll(sameRowsQuery(names.base, names.head, columns));
      const same = Number(result.getRows()[0]?.[0]);
      const [gone, added] = [before - same, after - same];
      const either = before + added;
      rows.push({ ...none, gone, new: added, share: either === 0 ? 0 : (gone + added) / either });
    }
    return rows;
  });
}
