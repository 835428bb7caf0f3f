import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Registered } from "../promises.ts";
import { CFN_LINT, unexplained } from "./accepted-findings.ts";
import { modelStacks, thousandTables } from "./model-stacks.ts";
import { deployPython } from "./python.ts";

// AWS's own words: botocore's models of the API, with lengths, ranges, patterns and enumerations, and CloudFormation's schemas with cfn-lint's rules. They
// do not prove that AWS takes the calls: not everything that AWS refuses stands in its models.
const folder = mkdtempSync(join(tmpdir(), "sluice-models-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Told {
  readonly calls: number;
  readonly violations: readonly string[];
  /** Patterns of the models that Python cannot read. */
  readonly patterns: readonly string[];
  /** Types that CloudFormation does not have. */
  readonly withoutForm: readonly string[];
}

function checked(stacks: Readonly<Record<string, readonly Registered[]>>, ...args: readonly string[]): Told {
  const { python } = deployPython();
  const program = join(import.meta.dirname, "check_models.py");
  const { status, stdout, stderr } = spawnSync(python, [program, ...args], {
    input: JSON.stringify(stacks),
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Told;
}

let stacks: Readonly<Record<string, readonly Registered[]>> = {};

beforeAll(async () => {
  stacks = await modelStacks();
});

test("no call that makes a stack is against botocore's models", () => {
  const { calls, violations, patterns, withoutForm } = checked(stacks, folder);
  expect(violations).toEqual([]);
  expect(patterns).toEqual([]);
  expect(calls).toBeGreaterThan(300);
  // CloudFormation has no objects of a bucket; a rule's target is a property of the rule.
  expect(withoutForm).toEqual(["BucketObjectv2", "EventTarget"]);
});

test("nor any call of a lake of 1,000 tables", async () => {
  const { calls, violations } = checked({ thousand: await thousandTables() });
  expect(violations).toEqual([]);
  expect(calls).toBeGreaterThan(6_000);
});

test("what is wrong is seen: a length, a range, a pattern, an enumeration, a name, a type", () => {
  const [job] = stacks["bare"]?.filter(({ type }) => type === "aws:glue/job:Job") ?? [];
  if (job === undefined) throw new Error("no job is registered");
  const damages: readonly (readonly [object, string])[] = [
    [{ name: "x".repeat(256) }, "CreateJob.Name: 256, more than 255"],
    [{ timeout: 0 }, "Invalid value for parameter Timeout, value: 0, valid min value: 1"],
    [{ description: "a\u0000b" }, "CreateJob.Description: 'a\\x00b' does not match"],
    [{ workerType: "G.3X" }, "CreateJob.WorkerType: 'G.3X', not one of"],
    [{ workerKind: "G.1X" }, 'Unknown parameter in input: "WorkerKind"'],
    [{ maxRetries: "many" }, "Invalid type for parameter MaxRetries"],
  ];
  const damaged = damages.map(([damage], index) => [`s${index}`, [{ ...job, inputs: { ...job.inputs, ...damage } }]] as const);
  const { violations } = checked(Object.fromEntries(damaged));
  for (const [index, [, message]] of damages.entries())
    expect(violations.filter((text) => text.startsWith(`s${index} `)).join("\n")).toContain(message);
});

test("cfn-lint finds nothing in the stacks as templates but what is accepted with its reason", () => {
  checked(stacks, folder);
  const templates = Object.keys(stacks).map((stack) => join(folder, `${stack}.json`));
  const program = join(dirname(deployPython().python), "cfn-lint");
  const { stdout, stderr, error } = spawnSync(program, ["--format", "json", "--regions", "eu-central-1", "--", ...templates], {
    encoding: "utf8",
  });
  if (error !== undefined || !stdout.trim().startsWith("[")) throw error ?? new Error(`cfn-lint says no JSON: ${stdout}${stderr}`);
  const found = (JSON.parse(stdout) as { Rule: { Id: string }; Location: { Path: (string | number)[] }; Message: string }[]).map(
    ({ Rule, Location, Message }) => ({ rule: Rule.Id, on: /^[A-Za-z]*/.exec(String(Location.Path[1]))?.[0] ?? "", says: Message }),
  );
  expect(unexplained(found, CFN_LINT)).toEqual([]);
});
