import { hasRow, LINE_DEFECTS, type LineDefect } from "./bad-lines.ts";
import type { SampleLine } from "./generate.ts";
import { SAMPLE_TABLES, type SampleTable } from "./layout.ts";

export interface TableCounts {
  /** The good rows and the bad records. */
  readonly records: number;
  readonly rows: number;
  /** What belongs in quarantine. */
  readonly badRecords: number;
  readonly blankLines: number;
  readonly byDefect: { readonly [D in LineDefect]: number };
}

export type SampleCounts = { readonly [T in SampleTable]: TableCounts };

/** Counts lines as they pass. */
export class LineCounter {
  readonly #rows: Record<SampleTable, number> = { customer: 0, accelerometer: 0, step_trainer: 0 };
  readonly #defects: Record<SampleTable, Record<LineDefect, number>> = { customer: none(), accelerometer: none(), step_trainer: none() };

  add({ table, defect }: SampleLine): void {
    if (hasRow(defect)) this.#rows[table] += 1;
    if (defect !== undefined) this.#defects[table][defect] += 1;
  }

  rowsOf(table: SampleTable): number {
    return this.#rows[table];
  }

  counts(): SampleCounts {
    return Object.fromEntries(SAMPLE_TABLES.map((table) => [table, tableCounts(this.#rows[table], this.#defects[table])])) as SampleCounts;
  }
}

const none = (): Record<LineDefect, number> => Object.fromEntries(LINE_DEFECTS.map((defect) => [defect, 0])) as Record<LineDefect, number>;

function tableCounts(rows: number, byDefect: Record<LineDefect, number>): TableCounts {
  const blankLines = byDefect["blank line"];
  const badRecords = LINE_DEFECTS.reduce((sum, defect) => sum + byDefect[defect], 0) - blankLines;
  return { records: rows + badRecords, rows, badRecords, blankLines, byDefect: { ...byDefect } };
}
