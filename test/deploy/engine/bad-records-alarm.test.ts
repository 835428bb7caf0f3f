import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { registeredOf } from "../registered.ts";
import { deployPython } from "./python.ts";

// The lines are what the runtime prints; that Glue puts them into these groups is AWS's word
// (https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html), and that the filter finds them is CloudWatch's: a term in
// quotes matches that text, letter by letter (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
const PROGRAM = `
import sys
from sluice_runtime.errors import SluiceError, with_errors_told
from sluice_runtime.bad_records import over_threshold as sentence_of

reasons = [{"count": 6, "reason": "it is no JSON", "file": "s3://lake/landing/customer/a.json", "line": 3, "record": 1}]

def over_threshold(bad, records):
    metrics = {"quarantined": bad, "records": records, "quarantinedBytes": 90, "bytes": 100, "reasons": reasons}
    plan = {"name": "customer_landing", "quarantine": {"atMost": 0.1}}
    raise SluiceError(sentence_of(plan, metrics, "the first, 1,000 at most, are kept in s3://lake/quarantine/customer_landing/r1-failed"))

def other():
    raise SluiceError("customer_landing: s3://lake/landing/customer/a.json.gz cannot be decoded")

failures = {
    "many": lambda: over_threshold(6, 10),
    "one": lambda: over_threshold(1, 4),
    "bytes": lambda: over_threshold(1, 100),
    "other": other,
}
with_errors_told("customer_trusted", failures[sys.argv[1]])
`;

/** What a job says on standard error when it ends so. */
function saidBy(failure: "many" | "one" | "bytes" | "other"): readonly string[] {
  const { python, env } = deployPython();
  const runtime = join(import.meta.dirname, "..", "..", "..", "generated");
  const { status, stderr } = spawnSync(python, ["-c", PROGRAM, failure], {
    encoding: "utf8",
    env: { ...process.env, ...env, PYTHONPATH: runtime },
  });
  expect(status, stderr).toBe(1);
  return stderr.trim().split("\n");
}

test("a job that found too many bad records says what the filters of both log groups look for, and another failure does not", async () => {
  const filters = (await registeredOf({}, "dev")).filter(({ type }) => type === "aws:cloudwatch/logMetricFilter:LogMetricFilter");
  expect(filters.map(({ inputs }) => String(inputs["logGroupName"]).split("/").at(-1)).sort()).toEqual(["error", "output"]);
  for (const { inputs } of filters) {
    const phrase = /^"(.+)"$/.exec(String(inputs["pattern"]))?.[1] ?? "no phrase";
    for (const over of ["many", "one", "bytes"] as const)
      expect(
        saidBy(over).filter((line) => line.includes(phrase)),
        over,
      ).toHaveLength(1);
    expect(saidBy("other").filter((line) => line.includes(phrase))).toEqual([]);
  }
});
