import { linesOf } from "../diagnostics/source-text.ts";

/** Lines that are replaced: `line` is the first of them, from 1. */
export interface Hunk {
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What differs between two texts, by a longest common subsequence of their lines. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  // common[i][j]: how many lines a[i..] and b[j..] have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    for (let j = b.length - 1; row !== undefined && j >= 0; j--)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const hunks: { line: number; before: string[]; after: string[] }[] = [];
  let isOpen = false;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
      isOpen = false;
      continue;
    }
    if (!isOpen) hunks.push({ line: i + 1, before: [], after: [] });
    isOpen = true;
    const hunk = hunks.at(-1);
    if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) hunk?.before.push(a[i++] ?? "");
    else hunk?.after.push(b[j++] ?? "");
  }
  return hunks;
}
