import { defineConfig } from "vitest/config";

// `npm test` leaves out what needs Spark; `npm run test:spark` runs nothing else.
const spark = process.env.SLUICE_SUITE === "spark";
const results = process.env.SLUICE_RESULTS;

export default defineConfig({
  test: {
    include: [spark ? "test/spark/**/*.test.ts" : "test/**/*.test.ts"],
    exclude: spark ? [] : ["test/spark/**"],
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
  },
});
