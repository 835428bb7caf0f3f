import { join } from "node:path";
import { type SparkPython, setUpSpark } from "../../../dsl/run/spark/install.mjs";

const TESTS = join(import.meta.dirname, "..", "..");

/** Spark 4.1 with the emulator of AWS, and DuckDB, with which that answers Athena's queries. */
export const deployPython = (): SparkPython =>
  setUpSpark({ spark: "4.1", s3: true, more: [join(TESTS, "spark", "requirements.txt"), join(TESTS, "deploy", "requirements.txt")] });
