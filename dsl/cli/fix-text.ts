import { relative } from "node:path";
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

/** What was repaired, and the difference. */
export function fixText(fixed: Fixed, dryRun: boolean): string {
  const changes = changesOf(fixed);
  if (changes.length === 0) return "Nothing can be repaired safely.";
  const head = `${counted(fixed.mended.length, "mistake")} ${dryRun ? "would be" : fixed.mended.length === 1 ? "is" : "are"} repaired in ${counted(fixed.files.size, "file")}:`;
  return [
    head,
    ...fixed.mended.map(({ diagnostic, repair }) => `  ${diagnostic.code}: \`${repair.shown}\``),
    ...changes.flatMap(({ file, line, before, after }) => [
      `${file}:${line}`,
      ...before.map((text) => `- ${text}`),
      ...after.map((text) => `+ ${text}`),
    ]),
  ]
    .map(visible)
    .join("\n");
}
