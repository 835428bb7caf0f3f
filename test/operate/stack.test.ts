import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, sluice } from "../cli/child.ts";
import { newFolder } from "../cli/folders.ts";

/** Runs a command with a `pulumi` of the test's own on the PATH, which prints this and ends so; without one, with none. */
function withPulumi(
  args: readonly string[],
  pulumi?: { readonly stdout?: string; readonly stderr?: string; readonly code: number },
): Promise<Ended> {
  const cwd = newFolder();
  const bin = join(cwd, "bin");
  mkdirSync(bin);
  if (pulumi !== undefined) {
    const path = join(bin, "pulumi");
    writeFileSync(join(cwd, "out"), pulumi.stdout ?? "");
    writeFileSync(join(cwd, "err"), pulumi.stderr ?? "");
    writeFileSync(path, `#!/bin/sh\n/bin/cat '${cwd}/out'\n/bin/cat '${cwd}/err' >&2\nexit ${pulumi.code}\n`);
    chmodSync(path, 0o755);
  }
  return sluice([...args], { cwd, env: { PATH: `${bin}:${dirname(process.execPath)}` } });
}

const QUERY = ["query", "row_counts", "--stack", "dev"];

describe.concurrent("a deployed stack", { timeout: 120_000 }, () => {
  test("without pulumi the command says what to install", async () => {
    const { code, stderr } = await withPulumi(QUERY);
    expect(code).toBe(1);
    expect(stderr).toContain("error[no-pulumi]: the command `pulumi` is not on the PATH");
  });

  test("what pulumi says of a stack that is not there is passed on", async () => {
    const { code, stderr } = await withPulumi(QUERY, { code: 255, stderr: "error: no stack named 'dev' found\n" });
    expect(code).toBe(1);
    expect(stderr).toContain("error[stack-unusable]: the stack dev cannot be used: no stack named 'dev' found");
    expect(stderr).toContain("pulumi up --stack dev");
  });

  test("a stack that was never deployed has no outputs", async () => {
    const { code, stderr } = await withPulumi(QUERY, { code: 0, stdout: "{}\n" });
    expect(code).toBe(1);
    expect(stderr).toContain("it has no outputs of a lakehouse: is it deployed?");
  });

  test("a stack must be named", async () => {
    const { code, stderr } = await withPulumi(["trigger"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--stack");
  });
});
