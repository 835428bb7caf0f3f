import type { Code, ParametersOf } from "./codes.ts";
import type { Repair, Repairing } from "./repair.ts";

/** Where an author wrote something: a captured stack, read only when a message is printed. */
export interface Site {
  readonly stack?: string;
}

/** A place in a file; lines and columns count from 1, the end is exclusive. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A mistake as it was found. `focus` is a name inside the author's call to point at, such as a column or an option. */
export type Problem<C extends Code = Code> = C extends Code
  ? {
      readonly code: C;
      readonly parameters: ParametersOf<C>;
      readonly site?: Site | Span | undefined;
      readonly focus?: string | undefined;
      readonly notes?: readonly Note[];
      /** Besides those that the code itself has. */
      readonly repairs?: readonly Repair[];
    }
  : never;

/** The other place of a mistake. */
export interface Note {
  readonly message: string;
  readonly site?: Site | Span | undefined;
  readonly focus?: string;
}

export type Report = (problem: Problem) => void;

/** A mistake as it is printed and as `--json` gives it. `file` is relative to the working folder; null where there is no place. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly suggestion: string | null;
  readonly notes: readonly {
    readonly message: string;
    readonly file: string | null;
    readonly line: number | null;
    readonly column: number | null;
  }[];
  /** The ways out that are edits, each as the suggestion shows it. */
  readonly repairs: readonly Repairing[];
}

/** A user's mistake that ends the command at once: no stack trace is shown for it. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.code).join(", "));
    this.problems = problems;
  }
}

/** Ends the command with one problem. */
export function refuse<C extends Code>(code: C, parameters: ParametersOf<C>): never {
  throw new Refusal([{ code, parameters } as Problem]);
}
