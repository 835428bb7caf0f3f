/**
 * A path says which use of a source or table in a plan a row variable is: the sides of the joins, windows and unions that it came through, outermost
 * first (`L7.R3.`; the other rows of a window are on its sides R and S), then what was read there: a source, or the numbered row of a table (`customer_trusted 0`).
 */
const segmentsOf = (path: string): readonly string[] => path.split(".");

/** The step of the join or window at which the two rows came together; undefined for rows of one table, which met before. */
export function meetingOf(a: string, b: string): number | undefined {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  const at = left.findIndex((segment, i) => segment !== right[i]);
  const [l, r] = [left[at], right[at]];
  if (l === undefined || r === undefined) return undefined;
  const side = /^[LRS]([0-9]+)$/;
  const [step, other] = [side.exec(l)?.[1], side.exec(r)?.[1]];
  return step !== undefined && step === other ? Number(step) : undefined;
}

export const pathOfTableRow = (table: string, row: number): string => `${table} ${row}`;

/** What a path ends in: the source or table that was read, and which of the table's rows. */
export function readOf(path: string): { readonly name: string; readonly row: number | undefined } {
  const [name = "", row] = (segmentsOf(path).at(-1) ?? "").split(" ");
  return { name, row: row === undefined ? undefined : Number(row) };
}

/** Whether a row came into the plan below the join `step` at which two others met. */
export function isWithin(path: string, a: string, b: string, step: number): boolean {
  const [left, right, own] = [segmentsOf(a), segmentsOf(b), segmentsOf(path)];
  const depth = left.findIndex((segment, i) => segment !== right[i]);
  return left.slice(0, depth).every((segment, i) => segment === own[i]) && ["L", "R", "S"].some((side) => own[depth] === `${side}${step}`);
}
