import * as acts from "./acts.ts";
import type { Bench } from "./bench.ts";
import type { Fact } from "./recording.ts";

/** A step of a proof: what is done, what is expected of it, what is recorded. */
export interface Step {
  readonly name: string;
  readonly does: string;
  readonly expects: string;
  readonly records: string;
  readonly act: (bench: Bench, signal: AbortSignal) => Promise<readonly Fact[]>;
  /** Whether it is done whatever has happened before. */
  readonly always?: boolean;
}

/** In their order. The last one takes everything away. */
export const STEPS: readonly Step[] = [
  {
    name: "up",
    does: "`pulumi up`, from nothing",
    expects: "every resource that the preview names is made",
    records: "how many were made",
    act: acts.up,
  },
  {
    name: "settled",
    does: "`pulumi refresh`, then `pulumi up` once more",
    expects: "nothing to change: what the account has is what was registered",
    records: "how many resources each changes",
    act: acts.settled,
  },
  {
    name: "ingest",
    does: "`sluice ingest` of the sample",
    expects: "each file that was copied stands in the landing zone",
    records: "how many files",
    act: acts.ingested,
  },
  {
    name: "run",
    does: "`sluice trigger --follow`",
    expects: "every job succeeds",
    records: "the state and the seconds of each job",
    act: acts.run,
  },
  {
    name: "query",
    does: "the named query `row_counts` and a join, in Athena",
    expects: "the rows that the embedded engine makes of the same sample",
    records: "the rows of each table and of the join, and the bytes that Athena scanned",
    act: acts.queried,
  },
  {
    name: "change",
    does: "a transform gets a column; `sluice compile`, `pulumi up`",
    expects: "new objects of scripts and plans, their jobs changed in place; the catalog keeps the columns until the job has run",
    records: "how many resources change, and the columns of the table",
    act: acts.changed,
  },
  {
    name: "run again",
    does: "`sluice trigger --follow`",
    expects: "every job succeeds",
    records: "the state and the seconds of each job",
    act: acts.run,
  },
  {
    name: "query again",
    does: "`row_counts`, and the rows in which the new column is right",
    expects: "the rows of before; the new column in the catalog, right in every row",
    records: "the rows of each table, the columns, the rows in which the new one is right",
    act: acts.queriedAgain,
  },
  {
    name: "roll back",
    does: "`python -m sluice rollback` of the changed table, on a Spark of this machine",
    expects: "the version of the first run is the current one, with its columns",
    records: "the rows of the version, the columns in the catalog",
    act: acts.rolledBack,
  },
  {
    name: "query the earlier version",
    does: "`row_counts`, in Athena",
    expects: "the rows of the first run",
    records: "the rows of each table",
    act: acts.queriedEarlier,
  },
  {
    name: "destroy",
    does: "`pulumi destroy`",
    expects: "nothing is left: no resource in the state, no bucket, database or workflow in the account",
    records: "what is left",
    act: acts.destroyed,
    always: true,
  },
];
