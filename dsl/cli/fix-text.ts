import { relative } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Fixed } from "../fix/fix.ts";
import { counted } from "./counted.ts";
import { type Hunk, hunksOf } from "./line-diff.ts";

export interface FixChange extends Hunk {
  readonly file: string;
}

/** The lines that the repairs change, in the order of files and lines. */
export const changesOf = ({ files }: Fixed): readonly FixChange[] =>
  [...files].flatMap(([file, { before, after }]) =>
    hunksOf(before, after).map((hunk) => ({ file: relative(process.cwd(), file), ...hunk })),
  );

/** What was repaired, the difference, and what is left. */
export function fixText(fixed: Fixed, dryRun: boolean): string {
  const changes = changesOf(fixed);
  const left = leftText(fixed.left);
  if (changes.length === 0) return ["Nothing can be repaired safely.", ...left].join("\n");
  const head = `${counted(fixed.mended.length, "mistake")} ${dryRun ? "would be" : fixed.mended.length === 1 ? "is" : "are"} repaired in ${counted(fixed.files.size, "file")}:`;
  return [
    head,
    ...fixed.mended.map(({ diagnostic, repair }) => `  ${diagnostic.code}: \`${repair.shown}\``),
    ...changes.flatMap(({ file, line, before, after }) => [
      `${file}:${line}`,
      ...before.map((text) => `- ${text}`),
      ...after.map((text) => `+ ${text}`),
    ]),
    ...left,
  ]
    .map(visible)
    .join("\n");
}

/** What is left for a person to mend, by code; nothing when there is no mistake. */
function leftText(diagnostics: readonly Diagnostic[]): readonly string[] {
  const left = Map.groupBy(
    diagnostics.filter(({ severity }) => severity === "error"),
    ({ code }) => code,
  );
  if (left.size === 0) return [];
  const total = [...left.values()].reduce((sum, { length }) => sum + length, 0);
  const lines = [...left].map(([code, found]) => {
    const why = found.some(({ repairs }) => repairs.some(({ isSafe }) => !isSafe))
      ? "an exception, which needs a person's reason"
      : "no repair is certain";
    return `  ${code}${found.length === 1 ? "" : ` (${found.length})`}: ${why}`;
  });
  return [`${counted(total, "mistake")} ${total === 1 ? "is" : "are"} left for you:`, ...lines];
}
