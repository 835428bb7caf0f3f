import type { Lake } from "./lake.ts";

/** How often more of what a table reads (`up`) or of its readers (`down`) was asked for, by `up 3` and `down 3`. */
export type Expanded = ReadonlyMap<string, number>;
export type Way = "up" | "down";

export const wayKey = (way: Way, table: number): string => `${way} ${table}`;

/** How many tables are shown without asking and how far from the focus, and how many more come with each question. */
const BUDGET = 14;
const DEEPEST = 2;
const MORE = 8;

/** A table and what is around it: what it reads, what reads it, and the next ones of both where all of them fit. */
export function neighbourhood(lake: Lake, focus: number, expanded: Expanded): ReadonlySet<number> {
  const shown = new Set([focus]);
  const next = (table: number, way: Way): readonly number[] =>
    (way === "up" ? lake.tables[table]?.reads : lake.tables[table]?.readBy) ?? [];
  const levels: Record<Way, readonly number[]> = { up: [focus], down: [focus] };
  for (let depth = 1; depth <= DEEPEST; depth++) {
    for (const way of ["up", "down"] as const) {
      const level = [...new Set(levels[way].flatMap((table) => next(table, way)))].filter((table) => !shown.has(table));
      const room = depth === 1 ? Math.max(BUDGET / 2, BUDGET - shown.size - 4) : BUDGET - shown.size;
      const fitting = depth === 1 ? level.slice(0, room) : level.length <= room ? level : [];
      for (const table of fitting) shown.add(table);
      levels[way] = fitting.length === level.length ? fitting : [];
    }
  }
  for (const [key, times] of expanded) {
    const [way, number] = key.split(" ");
    const table = Number(number);
    if (!shown.has(table) || (way !== "up" && way !== "down")) continue;
    const hidden = next(table, way).filter((other) => !shown.has(other));
    for (const other of hidden.slice(0, times * MORE)) shown.add(other);
  }
  return shown;
}

/** How many of what a table reads, and of its readers, are not shown. */
export function hiddenAround(lake: Lake, table: number, shown: ReadonlySet<number>): Readonly<Record<Way, number>> {
  const count = (others: readonly number[] = []): number => others.filter((other) => !shown.has(other)).length;
  return { up: count(lake.tables[table]?.reads), down: count(lake.tables[table]?.readBy) };
}
