import { CODE_GROUPS } from "../diagnostics/codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

const UNUSED = "unused-acknowledgement";

/**
 * How far a compile came: 0 the files do not run, 1 what they declare is wrong, 2 something is not proven, 3 only reasons are written
 * that nothing needs, 4 it compiles. What is wrong later is not seen before.
 */
export function stageOf(diagnostics: readonly Diagnostic[]): number {
  const stages = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => stageOfCode(code));
  return Math.min(4, ...stages);
}

function stageOfCode(code: string): number {
  if (code in CODE_GROUPS["Loading the transforms"]) return 0;
  if (code === UNUSED) return 3;
  return code in CODE_GROUPS.Proofs ? 2 : 1;
}

/** The mistakes that are repaired now: whether a reason is needed is only known when nothing else is wrong. */
export const repairableAt = (stage: number, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.filter(({ code }) => stage === 3 || code !== UNUSED);

/** A mistake, wherever in its file it stands; what stopped a file is another one at another place. */
export const mistakeOf = ({ code, message, file, line, column }: Diagnostic): string =>
  JSON.stringify(code === "transform-threw" ? [code, message, file, line, column] : [code, message, file]);

/** Whether mistakes are gone that were to be mended. */
export function areGone(mended: readonly Diagnostic[], before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  const [had, left] = [counted(before), counted(after)];
  return [...counted(mended)].every(([mistake, count]) => (left.get(mistake) ?? 0) <= (had.get(mistake) ?? 0) - count);
}

/**
 * Whether a compile is better than before: it came further, or as far with fewer mistakes and none that was not there before. A file stops
 * at its first mistake, so there another one in the place of one that is gone is what stood behind it.
 */
export function isBetter(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  const [had, left] = [counted(before), counted(after)];
  const [stageBefore, stageAfter] = [stageOf(before), stageOf(after)];
  if (stageAfter !== stageBefore) return stageAfter > stageBefore;
  if (stageAfter === 0 && after.length <= before.length && [...had].some(([mistake, count]) => (left.get(mistake) ?? 0) < count))
    return true;
  return after.length < before.length && [...left].every(([mistake, count]) => count <= (had.get(mistake) ?? 0));
}

function counted(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) counts.set(mistakeOf(diagnostic), (counts.get(mistakeOf(diagnostic)) ?? 0) + 1);
  return counts;
}
