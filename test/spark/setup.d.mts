export interface SparkPython {
  /** The path of the interpreter. */
  readonly python: string;
  /** What it needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The paths of the jars for Iceberg, S3 and Glue. */
  readonly jars: readonly string[];
}

export class SetupError extends Error {}
export function setUpSpark(): SparkPython;
export function isSetUp(): boolean;
