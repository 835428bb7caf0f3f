// Adds up what the runners counted: `node .ci/total.mjs RESULTS RUNNER,RUNNER,... [FAILED STEP ...]`, each runner by its file
// in RESULTS. A step that failed without a failing test, or a runner that left no result, counts as one failure, so that
// nothing can fail in silence.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [results, runners, ...failedSteps] = process.argv.slice(2);
const counts = runners.split(",").map((file) => (file.endsWith(".xml") ? pytest(file) : vitest(file)));
const total = (key) => counts.reduce((sum, count) => sum + count[key], 0);
let failed = total("failed");
if (failed === 0 && failedSteps.length > 0) failed = failedSteps.length;

for (const { runner, passed, failed: failures, skipped } of counts)
  console.log(`${runner}: ${passed} passed, ${failures} failed, ${skipped} skipped`);
for (const step of failedSteps) console.log(`failed: ${step}`);
console.log(`${total("passed")} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function vitest(file) {
  const path = join(results, file);
  if (!existsSync(path)) return { runner: file, passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(path, "utf8"));
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  ).length;
  return {
    runner: file,
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function pytest(file) {
  const path = join(results, file);
  if (!existsSync(path)) return { runner: file, passed: 0, failed: 1, skipped: 0 };
  const suite = /<testsuite [^>]*>/.exec(readFileSync(path, "utf8"))?.[0] ?? "";
  const number = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const [tests, errors, failures, skipped] = ["tests", "errors", "failures", "skipped"].map(number);
  return { runner: file, passed: tests - errors - failures - skipped, failed: errors + failures, skipped };
}
