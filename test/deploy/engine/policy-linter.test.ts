import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Registered } from "../promises.ts";
import { PARLIAMENT, unexplained } from "./accepted-findings.ts";
import { modelStacks } from "./model-stacks.ts";
import { deployPython } from "./python.ts";

// Parliament, with what it knows of AWS's actions, resources and conditions. It does not prove that AWS accepts a policy.
/** Where a resource has a policy, and what kind it is. */
const POLICIES: Readonly<Record<string, readonly [property: string, kind: "identity" | "resource" | "trust"]>> = {
  "aws:iam/rolePolicy:RolePolicy": ["policy", "identity"],
  "aws:iam/role:Role": ["assumeRolePolicy", "trust"],
  "aws:s3/bucketPolicy:BucketPolicy": ["policy", "resource"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy", "resource"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["policy", "resource"],
};

interface Given {
  readonly name: string;
  readonly kind: string;
  readonly policy: string;
}

const policiesOf = (stack: string, { type, name, inputs }: Registered): Given[] =>
  Object.entries(inputs).flatMap(([property, policy]) => {
    if (!/policy$/i.test(property) || typeof policy !== "string") return [];
    const [known, kind] = POLICIES[type] ?? [];
    if (known !== property || kind === undefined) throw new Error(`the linter is not told what ${property} of ${type} is`);
    return [{ name: `${stack} ${type} ${name}`, kind, policy }];
  });

const kindIn = (name: string): string => name.split(" ")[1]?.split(":").at(-1) ?? "";

const policies: Given[] = [];

beforeAll(async () => {
  for (const [stack, resources] of Object.entries(await modelStacks()))
    policies.push(...resources.flatMap((resource) => policiesOf(stack, resource)));
});

function lint(given: readonly Given[]): readonly { readonly name: string; readonly issue: string; readonly detail: string }[] {
  const { status, stdout, stderr } = spawnSync(deployPython().python, [join(import.meta.dirname, "lint_policies.py")], {
    input: JSON.stringify(given),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

test("the linter finds nothing in the policies of both stacks but what is accepted with its reason", () => {
  expect(policies.length).toBeGreaterThan(20);
  const found = lint(policies).map(({ name, issue, detail }) => ({ rule: issue, on: kindIn(name), says: `${name}: ${detail}` }));
  expect(unexplained(found, PARLIAMENT)).toEqual([]);
});

test("nor in the key's policy that docs/deploy.md gives to copy", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/deploy.md"), "utf8");
  const [, statements = ""] = /^```json\n(\[.*?)^```$/ms.exec(page) ?? [];
  const key = { Resource: "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012" };
  const Statement = (JSON.parse(statements) as object[]).map((one) => ({ ...one, ...key }));
  expect(Statement).toHaveLength(2);
  expect(lint([{ name: "key", kind: "resource", policy: JSON.stringify({ Version: "2012-10-17", Statement }) }])).toEqual([]);
});

test("the linter sees what is wrong", () => {
  const statement = (more: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "X", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"], ...more }],
    });
  const issues = (more: object) => lint([{ name: "x", kind: "identity", policy: statement(more) }]).map(({ issue }) => issue);
  expect(issues({})).toContain("RESOURCE_STAR");
  expect(issues({ Action: ["s3:GetObjects"] })).toContain("UNKNOWN_ACTION");
  expect(issues({ Resource: ["arn:aws:s3:::bucket"] })).toContain("RESOURCE_MISMATCH");
});
