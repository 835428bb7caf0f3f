export interface SparkPython {
  /** The path of the Python. */
  readonly python: string;
  /** What it needs in its environment, beside the current one. */
  readonly env: Readonly<Record<string, string>>;
  /** The paths of the jars that Spark needs beside its own. */
  readonly jars: readonly string[];
}

export interface SparkSetup {
  /** Default 4.1, the Spark of Glue 6.0; Glue 5.1 has 3.5. */
  readonly spark?: "4.1" | "3.5";
  /** Whether the jars for S3 and Glue are needed too. */
  readonly s3?: boolean;
  /** Files of further requirements for pip. */
  readonly more?: readonly string[];
}

/** A setup that cannot be done here; the message says what to do. */
export class SetupError extends Error {}

/** The Python with PySpark. Installs what is missing, and says so on standard error. Throws `SetupError`. */
export function setUpSpark(setup?: SparkSetup): SparkPython;

/** Whether `setUpSpark` has nothing to install. */
export function isSetUp(setup?: SparkSetup): boolean;
