export interface SparkPython {
  /** The path of the interpreter. */
  readonly python: string;
  /** What it needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

export class SetupError extends Error {}
export function setUpSpark(): SparkPython;
export function isSetUp(): boolean;
