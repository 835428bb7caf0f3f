import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CHECKOV, type Finding, unexplained } from "./accepted-findings.ts";
import { modelStacks } from "./model-stacks.ts";
import { deployPython } from "./python.ts";
import { scannerProgram } from "./scanner.ts";

// Checkov's rules over the stacks as CloudFormation templates; its opinion of what is safe, not AWS's.
const scanner = scannerProgram();

interface Report {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
      readonly file_path: string;
    }[];
    readonly passed_checks: readonly unknown[];
    readonly parsing_errors: readonly unknown[];
  };
}

function scanned(folder: string): Report["results"] {
  const args = ["--directory", folder, "--framework", "cloudformation", "--skip-download", "--output", "json", "--compact", "--soft-fail"];
  const { stdout, stderr } = spawnSync(scanner ?? "", args, { encoding: "utf8", maxBuffer: 100_000_000 });
  if (!stdout.trim().startsWith("{")) throw new Error(`checkov says no JSON: ${stdout.slice(0, 500)}${stderr.slice(-2000)}`);
  return (JSON.parse(stdout) as Report).results;
}

const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-scan-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

test.skipIf(scanner === undefined)("checkov finds nothing in the stacks but what is accepted with its reason", async () => {
  const folder = temporary();
  const { status, stderr } = spawnSync(deployPython().python, [join(import.meta.dirname, "check_models.py"), folder], {
    input: JSON.stringify(await modelStacks()),
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  expect(status, stderr).toBe(0);
  const { failed_checks, passed_checks, parsing_errors } = scanned(folder);
  expect(parsing_errors).toEqual([]);
  expect(passed_checks.length).toBeGreaterThan(100);
  const found = failed_checks.map(
    ({ check_id, check_name, resource }): Finding => ({ rule: check_id, on: resource.split(".")[0] ?? "", says: check_name }),
  );
  expect(unexplained(found, CHECKOV)).toEqual([]);
  const withKey = failed_checks.filter(({ file_path }) => file_path.endsWith("/full.json"));
  expect([...new Set(withKey.map(({ check_id }) => check_id))].sort()).toEqual(["CKV_AWS_18", "CKV_AWS_195"]);
});

test.skipIf(scanner === undefined)("checkov sees a bucket that anybody may read", () => {
  const folder = temporary();
  const open = { Type: "AWS::S3::Bucket", Properties: { AccessControl: "PublicRead" } };
  writeFileSync(join(folder, "open.json"), JSON.stringify({ AWSTemplateFormatVersion: "2010-09-09", Resources: { open } }));
  expect(scanned(folder).failed_checks.map(({ check_id }) => check_id)).toContain("CKV_AWS_20");
});
