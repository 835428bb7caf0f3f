import type { Repair } from "../repair.ts";

/** What is said of a mistake. `P` are the parameters that its sentences take. */
export interface Definition<P> {
  readonly severity: "error" | "warning";
  /** One sentence: what is wrong, in the author's words. */
  readonly message: (parameters: P) => string;
  /** The way out. */
  readonly help?: (parameters: P) => string | undefined;
  /** Edits that the way out shows. */
  readonly repairs?: (parameters: P) => readonly Repair[];
  /** For docs/codes.md, in Markdown: why it is a mistake, for someone who meets it for the first time. */
  readonly meaning: string;
  /** For docs/codes.md, in Markdown: what to do. */
  readonly remedy: string;
}

type Words<P> = Omit<Definition<P>, "severity">;

export const error = <P>(words: Words<P>): Definition<P> => ({ severity: "error", ...words });

export const warning = <P>(words: Words<P>): Definition<P> => ({ severity: "warning", ...words });
