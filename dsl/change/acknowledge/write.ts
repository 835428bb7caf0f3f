import { writeFileSync } from "node:fs";
import { acknowledgementKey, breaksText, readBreaks } from "../../compiler/breaks-file.ts";
import { refuse } from "../../diagnostics/diagnostic.ts";
import { textOf } from "../../source/regular-file.ts";
import type { ChangeReport } from "../report.ts";

/** Adds every change that lacks an acknowledgement to the file, with one reason, and takes out those of no change. Gives how many were added. */
export function writeBreaks({ unacknowledged, stale }: ChangeReport, file: string, reason: string): number {
  const outdated = new Set(stale.map(acknowledgementKey));
  const kept = readBreaks(file, textOf(file)).filter((one) => !outdated.has(acknowledgementKey(one)));
  const added = unacknowledged.map(({ identity }) => ({ change: identity, reason }));
  if (added.length + outdated.size === 0) return 0;
  try {
    writeFileSync(file, breaksText([...kept, ...added]));
  } catch (failure) {
    refuse("cannot-write", { path: file, reason: (failure as Error).message });
  }
  return added.length;
}
