import type { Outcome } from "../scenarios/compile-scenarios.ts";

/** One thing switched off: a file of the sources and what becomes of its text. */
export interface Switch {
  readonly name: string;
  /** Below the project's folder, with `/`. */
  readonly file: string;
  readonly patch: (text: string) => string;
  /** Whether a scenario can notice it; the others are not run. */
  readonly concerns: (outcome: Outcome) => boolean;
}

/** Replaces a text that stands there exactly once. Throws otherwise: then the sources changed, and the switch must. */
export const replace =
  (search: string, replacement: string) =>
  (text: string): string => {
    const parts = text.split(search);
    if (parts.length !== 2) throw new Error(`${JSON.stringify(search)} stands there ${parts.length - 1} times`);
    return parts.join(replacement);
  };

/** Runs more code at the end of a module, which sees all that the module sees. */
export const append =
  (code: string) =>
  (text: string): string =>
    `${text}\n${code}\n`;

export const uses =
  (part: string) =>
  ({ used }: Outcome): boolean =>
    used.includes(part);

export const hasPlan = ({ used }: Outcome): boolean => used.length > 0;
