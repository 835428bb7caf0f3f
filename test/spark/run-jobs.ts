import { type JobMetrics, type JobOptions, type JobPlaces, runJobs as run } from "../../dsl/run/spark/jobs.ts";
import { setUpSpark } from "./setup.mjs";

export { type JobPlaces, jobsInOrder } from "../../dsl/run/spark/jobs.ts";

/** Runs the generated jobs on the Spark of the tests. */
export const runJobs = (places: JobPlaces, options: Partial<JobOptions> = {}): Promise<readonly JobMetrics[]> =>
  run(places, { spark: setUpSpark(), ...options });
