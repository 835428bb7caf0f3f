import { expect, test } from "vitest";
import { plannedIn } from "../../../dsl/operate/prove/plan.ts";

const create = (type: string, inputs: object) => ({ op: "create", urn: `urn::${type}`, newState: { type, inputs } });

const STEPS = [
  create("pulumi:pulumi:Stack", {}),
  create("aws:s3/bucket:Bucket", { bucket: "lake", tags: {} }),
  create("aws:glue/catalogDatabase:CatalogDatabase", { name: "sluice_prove", catalogId: "123456789012" }),
  create("aws:glue/workflow:Workflow", { name: "sluice-prove-workflow" }),
  create("aws:glue/job:Job", { name: "a", workerType: "G.1X", numberOfWorkers: 2, timeout: 10 }),
  create("aws:cloudwatch/metricAlarm:MetricAlarm", { name: "alarm" }),
  create("aws:athena/workgroup:Workgroup", { configuration: { bytesScannedCutoffPerQuery: 1_000_000_000 } }),
];

test("a preview names the account, what would be made and what it is billed by", () => {
  expect(plannedIn(JSON.stringify({ steps: STEPS, changeSummary: { create: STEPS.length } }))).toEqual({
    account: "123456789012",
    resources: 7,
    buckets: ["lake"],
    database: "sluice_prove",
    workflow: "sluice-prove-workflow",
    jobs: [{ name: "a", workerType: "G.1X", workers: 2, timeoutMinutes: 10 }],
    alarms: 1,
    filters: 0,
    scanLimit: 1_000_000_000,
  });
});

test("a preview without a database is none of a lakehouse", () => {
  expect(() => plannedIn(JSON.stringify({ steps: STEPS.slice(0, 2) }))).toThrow("no database or no workflow");
});
