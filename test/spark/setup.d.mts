import type { SparkPython } from "../../dsl/run/spark/install.mjs";

/** The Python with PySpark and what the tests need. Installs what is missing. Throws `SetupError`. */
export function setUpSpark(): SparkPython;

/** Whether `setUpSpark` has nothing to install. */
export function isSetUp(): boolean;
