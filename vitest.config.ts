import { defineConfig } from "vitest/config";

/** Suites that need more than Node: Spark, or the Pulumi engine. `npm test` leaves them out. */
const SUITES: Readonly<Record<string, string>> = { spark: "test/spark", deploy: "test/deploy/engine" };
const suite = SUITES[process.env.SLUICE_SUITE ?? ""];
const results = process.env.SLUICE_RESULTS;

export default defineConfig({
  test: {
    include: [suite === undefined ? "test/**/*.test.ts" : `${suite}/**/*.test.ts`],
    exclude: suite === undefined ? Object.values(SUITES).map((folder) => `${folder}/**`) : [],
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
  },
});
