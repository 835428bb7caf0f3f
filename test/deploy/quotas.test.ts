import { expect, test } from "vitest";
import { deploymentOf } from "../../pulumi/decide/deployment.ts";
import { type Generated, zonesOf } from "../../pulumi/generated.ts";
import { Mistakes } from "../../pulumi/mistakes.ts";
import { readSettings } from "../../pulumi/settings.ts";
import { lakeWith, PLACE } from "./lake.ts";

// AWS's published default quotas; what else an account holds, and whether they are still these, is not looked at.
function refusedOf(lake: Generated, configuration: Readonly<Record<string, string>>): readonly string[] {
  try {
    deploymentOf(lake, readSettings(configuration, zonesOf(lake)), "dev", PLACE);
  } catch (error) {
    if (error instanceof Mistakes) return error.lines;
    throw error;
  }
  return [];
}

test("a lake of 1,000 jobs is what an account takes by default", () => {
  expect(refusedOf(lakeWith(995), {})).toEqual([]);
});

test("one job more is refused before anything is made, with the numbers and the way out", () => {
  const way = (of: string) =>
    `an account may have 1000 unless AWS has raised its quota: set sluice:jobs to one, or have the quota raised and say so in sluice:quotas ({"${of}":1001})`;
  expect(refusedOf(lakeWith(996), {})).toEqual([
    `the stack needs 1001 Glue jobs, and ${way("jobs")}`,
    `the stack needs 1001 IAM roles, and ${way("roles")}`,
  ]);
  expect(refusedOf(lakeWith(996), { jobs: "one" })).toEqual([]);
});

test("the roles of readers count too", () => {
  const readers = { readers: '{"curated":["arn:aws:iam::123456789012:role/scientist"]}' };
  expect(refusedOf(lakeWith(995), readers).join("\n")).toMatch(/needs 1001 IAM roles|policy of/);
});

test("a quota that AWS has raised is what counts", () => {
  expect(refusedOf(lakeWith(996), { quotas: '{"jobs":2000,"roles":2000}' })).toEqual([]);
  expect(refusedOf(lakeWith(10), { quotas: '{"jobs":12}' })).toEqual([
    'the stack needs 15 Glue jobs, and an account may have 12: set sluice:jobs to one, or have the quota raised and say so in sluice:quotas ({"jobs":15})',
  ]);
});
