import type { Outcome } from "../scenarios/compile-scenarios.ts";

export type Patch = (text: string) => string;

/** One thing switched off. */
export interface Switch {
  readonly name: string;
  /** What becomes of the text of files, by their path below the project's folder. */
  readonly patches: Readonly<Record<string, Patch>>;
  /** Whether a scenario can notice it; the others are not run. */
  readonly concerns: (outcome: Outcome) => boolean;
  /** The scenarios that are run: those of `test/scenarios`, or all of `test/change/scenarios`. */
  readonly suite?: "changes";
}

/** Replaces a text that stands there exactly once. Throws otherwise: then the sources changed, and the switch must. */
export const replace =
  (search: string, replacement: string): Patch =>
  (text) => {
    const parts = text.split(search);
    if (parts.length !== 2) throw new Error(`${JSON.stringify(search)} stands there ${parts.length - 1} times`);
    return parts.join(replacement);
  };

/** Runs more code at the end of a module, where all that is in the module can be seen. */
export const append =
  (code: string): Patch =>
  (text) =>
    `${text}\n${code}\n`;

export const uses =
  (part: string) =>
  ({ used }: Outcome): boolean =>
    used.includes(part);

export const hasPlan = ({ used }: Outcome): boolean => used.length > 0;
