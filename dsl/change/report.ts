import type { Acknowledgement } from "../compiler/breaks-file.ts";
import { match } from "./acknowledge/match.ts";
import { type Change, type ChangeClass, CLASSES, identityOf, sentenceOf } from "./change.ts";
import type { Comparison } from "./compare.ts";
import { type JobsToRun, jobsToRun } from "./cost/jobs.ts";
import type { Durations } from "./cost/last-run.ts";
import type { GlueVersion } from "./cost/price.ts";
import type { Felt } from "./downstream.ts";
import { type JobRights, rightsOf } from "./rights.ts";
import { plain, type Sentence } from "./sentence.ts";

/** Everything that `sluice plan` says, as data: the terminal, the comment and `--json` read it. */
export interface ChangeReport {
  readonly base: string;
  readonly head: string;
  readonly changes: readonly Told[];
  readonly downstream: readonly Felt[];
  readonly rights: readonly JobRights[];
  /** The job's script of each table of which it differs, below the generated files. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly jobs: JobsToRun;
  /** Of the tables that have changed or read one that has; undefined where there was no data to run on. */
  readonly rows?: RowCounts;
  /** What must be acknowledged, and is not. */
  readonly unacknowledged: readonly Told[];
  /** Acknowledgements of what is no change. */
  readonly stale: readonly Acknowledgement[];
  /** Generated files of the head that are not what its transforms compile to, which is what the report is of; absent when there are none. */
  readonly outdated?: readonly string[];
}

/** A change with its words. */
export interface Told extends Change {
  readonly sentence: Sentence;
  /** As an acknowledgement names it. */
  readonly identity: string;
  /** Why it is made; null where nobody said, or has to. */
  readonly reason: string | null;
}

/** What both versions make of the same landing files: numbers, never a row. */
export interface RowCounts {
  readonly landing: string;
  readonly tables: readonly TableRows[];
  /** Why a version could not be run, in words; undefined where it could. */
  readonly failed: { readonly base?: string; readonly head?: string };
}

export interface TableRows {
  /** As the head calls it, or the base where it is gone. */
  readonly table: string;
  /** Rows of each version; null where the table is not in it, or it could not be run. */
  readonly before: number | null;
  readonly after: number | null;
  /** Rows of the base that the head has not, and of the head that the base has not; null where there is nothing to compare. */
  readonly gone: number | null;
  readonly new: number | null;
  /** `gone` and `new` in all rows that either has, 0 to 1. */
  readonly share: number | null;
  /** The columns that both have with the same type, and by which rows are the same. */
  readonly comparedBy: readonly string[];
}

export interface Inputs {
  readonly acknowledged: { readonly now: readonly Acknowledgement[]; readonly before: readonly Acknowledgement[] };
  readonly glue: GlueVersion;
  readonly last: Durations;
  readonly outdated?: readonly string[];
  readonly rows?: RowCounts | undefined;
}

export function reportOf(
  { base, head, changes, downstream, paired }: Comparison,
  { acknowledged, glue, last, rows, outdated = [] }: Inputs,
): ChangeReport {
  const { reasons, stale } = match(changes, acknowledged.now, acknowledged.before);
  const told = changes.map(
    (change): Told => ({ ...change, sentence: sentenceOf(change), identity: identityOf(change), reason: reasons.get(change) ?? null }),
  );
  return {
    base: base.name,
    head: head.name,
    changes: told,
    downstream,
    rights: rightsOf(paired.compared, base, head),
    scripts: Object.fromEntries(
      paired.compared.flatMap(({ table, files }) => files.filter((path) => path.endsWith("/job.py")).map((path) => [table, path])),
    ),
    jobs: jobsToRun(changes, downstream, head, glue, last),
    ...(rows === undefined ? {} : { rows }),
    unacknowledged: told.filter(({ mustBeAcknowledged, reason }) => mustBeAcknowledged && reason === null),
    stale,
    ...(outdated.length === 0 ? {} : { outdated }),
  };
}

/** How many changes of each class there are, the gravest class first; classes without any are left out. */
export const classCounts = (changes: readonly Change[]): readonly (readonly [ChangeClass, number])[] =>
  CLASSES.map((of) => [of, changes.filter((change) => change.class === of).length] as const).filter(([, count]) => count > 0);

/** The report as `--json` prints it: sentences are plain text. */
export const jsonReport = ({ changes, unacknowledged, stale, ...report }: ChangeReport): Readonly<Record<string, unknown>> => ({
  ...report,
  changes: changes.map(({ sentence, notes, ...change }) => ({ ...change, sentence: plain(sentence), notes: notes.map(plain) })),
  unacknowledged: unacknowledged.map(({ identity }) => identity),
  stale: stale.map(({ change }) => change),
});
