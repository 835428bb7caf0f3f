import type { JobsToRun } from "../cost/jobs.ts";
import type { Felt } from "../downstream.ts";
import type { ChangeReport, TableRows } from "../report.ts";
import { classCounts } from "../report.ts";
import type { Right } from "../rights.ts";
import { list, type Sentence, say } from "../sentence.ts";

/** Sentences that the terminal and the comment share. */

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** `1 breaking, 2 privacy`, or that there is nothing. */
export function countsInWords({ changes }: ChangeReport): string {
  const counts = classCounts(changes);
  if (counts.length === 0) return "no change";
  const words = counts.map(([of, count]) => `${count} ${of}`).join(", ");
  return counts.every(([of]) => of === "wording") ? `no change in meaning (${words})` : words;
}

const MOST_NAMES = 20;

const someOf = (names: readonly string[]): Sentence => [
  ...list(names.slice(0, MOST_NAMES)),
  ...(names.length > MOST_NAMES ? [` and ${names.length - MOST_NAMES} more`] : []),
];

/** What a table that reads a changed one feels. */
export const feltInWords = ({ rows, columns, through }: Felt): Sentence => [
  ...(rows ? ["its rows"] : []),
  ...(rows && columns.length > 0 ? [" and "] : []),
  ...(columns.length > 0 ? someOf(columns) : []),
  ...say`, through ${someOf(through)}`,
];

export const usd = (cost: number): string => `${cost.toFixed(2)} USD`;

/** What the cost is reckoned from. */
export function costInWords({ glue, price, dpu, workers, leastSeconds, jobs }: JobsToRun): string {
  const rate = `Glue ${glue}: ${price} USD a DPU-hour, ${workers} = ${dpu} DPU a job, at least ${leastSeconds} s a run are billed`;
  const unknown = jobs.filter(({ seconds }) => seconds === null).length;
  const source =
    unknown === 0
      ? "Estimated from how long each took the last time."
      : unknown === jobs.length
        ? "An estimate of the least it can be: how long jobs take is not known, so each counts as billed at least (give the last run's figures with `--last-run FILE`)."
        : `Estimated from how long each took the last time; ${unknown} of which that is not known count as billed at least.`;
  return `${rate}. ${source}`;
}

/** `32,025 → 40,981 rows: 0 gone, 8,956 new, 21.9 % changed`; of a table that one version alone has made `32,025 rows before`. */
export function rowsInWords({ before, after, gone, new: added, share }: TableRows): string {
  const rows = (count: number): string => (count === 1 ? "1 row" : `${grouped(count)} rows`);
  if (before === null || after === null) {
    if (before !== null) return `${rows(before)} before`;
    return after === null ? "not counted" : `${rows(after)} now`;
  }
  const counts = `${grouped(before)} → ${rows(after)}`;
  if (gone === null || added === null || share === null) return counts;
  return `${counts}: ${grouped(gone)} gone, ${grouped(added)} new, ${(share * 100).toFixed(1)} % changed`;
}

/** Rights of one purpose together: what they are on, and the actions. */
export const rightsInWords = (
  rights: readonly Right[],
): readonly { readonly purpose: string; readonly on: readonly string[]; readonly actions: string }[] =>
  [...Map.groupBy(rights, ({ purpose }) => purpose)].map(([purpose, of]) => ({
    purpose,
    on: of.map(({ on }) => on),
    actions: of[0]?.actions.join(", ") ?? "",
  }));
