import type { Planned } from "../../../dsl/operate/prove/plan.ts";

const job = (name: string) => ({ name, workerType: "G.1X", workers: 2, timeoutMinutes: 10 });

/** A small stack, as a preview names it. */
export const PLANNED: Planned = {
  account: "123456789012",
  resources: 40,
  buckets: ["sluice-prove-lake-123456789012-us-east-1", "sluice-prove-scripts-123456789012-us-east-1"],
  database: "sluice_prove",
  workflow: "sluice-prove-workflow",
  jobs: [job("a"), job("b"), job("c")],
  alarms: 2,
  filters: 2,
  scanLimit: 1_000_000_000,
};
