import { defineConfig } from "vitest/config";

/** Suites that need more than Node: Spark, the Pulumi engine, or a browser. `npm test` leaves them out. */
const SUITES = { spark: "test/spark", deploy: "test/deploy/engine", browser: "test/browser" } as const;
const suite = Object.entries(SUITES).find(([name]) => name === process.env.SLUICE_SUITE)?.[1];
const results = process.env.SLUICE_RESULTS;

export default defineConfig({
  test: {
    include: [suite === undefined ? "test/**/*.test.ts" : `${suite}/**/*.test.ts`],
    exclude: suite === undefined ? Object.values(SUITES).map((folder) => `${folder}/**`) : [],
    pool: "forks",
    // Each file of the other suites has a Spark, a browser, or an emulator and an engine of its own; engines wait for much.
    maxWorkers: suite === undefined ? "100%" : suite === SUITES.deploy ? 2 : 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
  },
});
