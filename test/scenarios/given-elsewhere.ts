import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Code } from "../../dsl/diagnostics/codes.ts";

/** Codes that no compile of a folder gives: each stands in a test of what gives it. */
export const GIVEN_ELSEWHERE: readonly Code[] = [
  // The folder itself, and code that does not end
  "no-transforms-folder",
  "transform-never-ended",
  // Commands
  "usage",
  "unknown-table",
  "unknown-code",
  "unknown-zone",
  "already-exists",
  "interrupted",
  "bug",
  // Import and rename
  "ddl-syntax",
  "ddl-passed-over",
  "nothing-to-import",
  "import-unsupported",
  "import-differs",
  "rename-raw-key",
  "rename-blocked",
  // Generated files and sample data
  "generated-stale",
  "not-generated",
  "link-leaves-folder",
  "sample-edited",
  "cannot-read",
  "cannot-write",
  // Changes between two versions
  "unknown-base",
  "changes-not-compared",
  "generated-behind",
  "tree-unreadable",
  "unacknowledged-break",
  "stale-acknowledgement",
  "breaks-file-wrong",
  "run-metrics-wrong",
  // Runs
  "no-landing-folder",
  "lake-meets-landing",
  "no-landing-files",
  "landing-file-refused",
  "delivery-of-no-source",
  "landing-file-broken",
  "landing-file-changed",
  "line-too-long",
  "gzip-over-limit",
  "quarantine-over-limit",
  "pseudonym-key-unusable",
  "native-broken",
  "quarantine-over-threshold",
  "lake-of-another-engine",
  "not-a-lake",
  "lake-broken",
  "no-lake",
  "lake-busy",
  "out-of-memory",
  "killed",
  "run-failed",
  "no-earlier-version",
  "version-damaged",
  "spark-missing",
  "spark-run-failed",
  "partition-value",
  "declared-key-broken",
  "column-narrowed",
  // Deployed stacks
  "no-pulumi",
  "stack-unusable",
  "aws-failed",
  "unknown-query",
  "query-failed",
  "workflow-failed",
  "aws-proof-refused",
  "aws-proof-broken",
  "aws-proof-left",
];

/** The text of every file of tests, but for those of the scenarios. */
export function testSources(): readonly string[] {
  const tests = join(import.meta.dirname, "..");
  return readdirSync(tests, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|py)$/.test(entry.name) && !entry.parentPath.startsWith(import.meta.dirname))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
