import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { offerText, stepText } from "../../dsl/cli/prove-text.ts";
import { costOf } from "../../dsl/operate/prove/cost.ts";
import { known } from "../../dsl/operate/prove/recording.ts";
import { PLANNED } from "../operate/prove/planned.ts";
import { newFolder } from "./folders.ts";

const PROGRAM = join(import.meta.dirname, "../../dsl/cli/prove.ts");

/** The command without a terminal, in a folder that is no project. */
function prove(args: readonly string[], cwd = newFolder(), path: readonly string[] = []) {
  const env = { PATH: [...path, dirname(process.execPath)].join(delimiter), NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { cwd, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("npm run aws:prove", () => {
  test("refuses where nobody can be asked, with the exit code of a wrong command line", () => {
    const { status, stderr } = prove([]);
    expect(status).toBe(2);
    expect(stderr).toBe(
      "sluice: it asks before it makes anything, and here is nobody to ask: say `--yes`, or `--dry-run`\nnpm run aws:prove -- --help lists the options\n",
    );
  });

  test.each([[["--yess"]], [["--stack", "A b"]], [["--stack", ""]], [["--docs", ""]]])("does not take %j", (args) => {
    const { status, stdout } = prove([...args, "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, steps: [], diagnostics: [{ code: "usage" }] });
  });

  test("refuses a stack of the project's own before it asks anything of anybody", () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, "Pulumi.mine.yaml"), "config: {}\n");
    const { status, stdout } = prove(["--yes", "--stack", "mine", "--json"], cwd);
    expect(status).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { code: string; message: string }[] };
    expect(diagnostics).toMatchObject([{ code: "aws-proof-refused" }]);
    expect(diagnostics[0]?.message).toContain("mine is a stack of the project's own: Pulumi.mine.yaml is there");
  });

  test("has nothing to remove where no proof was made", () => {
    expect(prove(["--remove"])).toEqual({ status: 0, stdout: "There is nothing of prove to remove.\n", stderr: "" });
  });

  describe("after a proof that has left something", () => {
    const BUCKET = { urn: "urn:pulumi:prove::sluice::aws:s3/bucket:Bucket::lake", type: "aws:s3/bucket:Bucket", custom: true };

    /** A folder with what such a proof leaves, and a `pulumi` whose `destroy` ends so and whose state is then this. */
    function leftover(destroyed: number, resources: readonly object[]) {
      const cwd = newFolder();
      const work = join(cwd, ".sluice/prove/prove");
      mkdirSync(join(work, "project"), { recursive: true });
      writeFileSync(join(work, "passphrase"), "obviously fake");
      writeFileSync(join(cwd, "state"), JSON.stringify({ version: 3, deployment: { resources } }));
      const script = `#!/bin/sh\necho "$1 $2 $PULUMI_BACKEND_URL" >> '${cwd}/calls'\n[ "$1" = destroy ] && exit ${destroyed}\n/bin/cat '${cwd}/state'\n`;
      writeFileSync(join(cwd, "pulumi"), script, { mode: 0o755 });
      return { cwd, work };
    }

    test("--remove destroys it, in its own state, and forgets it", () => {
      const { cwd, work } = leftover(0, []);
      expect(prove(["--remove"], cwd, [cwd])).toEqual({ status: 0, stdout: "Nothing of prove is left.\n", stderr: "" });
      expect(readFileSync(join(cwd, "calls"), "utf8")).toContain(`destroy --yes file://${work}/state`);
      expect(existsSync(work)).toBe(false);
    });

    test("--remove says what it could not destroy, and keeps the state", () => {
      const { cwd, work } = leftover(255, [BUCKET]);
      const { status, stderr } = prove(["--remove"], cwd, [cwd]);
      expect(status).toBe(1);
      expect(stderr).toContain("error[aws-proof-left]: 1 resource is left in the account: aws:s3/bucket:Bucket lake");
      expect(stderr).toContain("npm run aws:prove -- --remove");
      expect(existsSync(work)).toBe(true);
    });

    test("another is refused until that is removed", () => {
      const { cwd, work } = leftover(0, [BUCKET]);
      const { status, stderr } = prove(["--yes"], cwd, [cwd]);
      expect(status).toBe(1);
      expect(stderr).toContain("an earlier proof has left something of prove (aws:s3/bucket:Bucket lake): take it away with");
      expect(existsSync(work)).toBe(true);
    });
  });

  test("says before the question where, what and for how much", () => {
    const text = offerText(PLANNED, costOf(PLANNED, { runs: 2, queries: 6 }), { stack: "prove", region: "us-east-1" });
    expect(text).toContain("In the account 123456789012, region us-east-1, this makes the stack prove: 40 resources");
    for (const name of [...PLANNED.buckets, PLANNED.database, PLANNED.workflow]) expect(text).toContain(name);
    // At most: Glue 0.88, Athena 0.03, S3 0.06, CloudWatch 0.86.
    expect(text).toContain("It costs from 0.09 USD to at most 1.83 USD (prices of us-east-1, May 2026; other regions have others):");
    expect(text).toContain("(https://aws.amazon.com/glue/pricing/)");
  });

  test("says of a step how it ended, and what is not as expected", () => {
    const record = { step: "query", status: "done", seconds: 3, error: null } as const;
    expect(stepText({ ...record, facts: [known("rows", 1, 1)] })).toBe("  query: as expected, 3 s");
    expect(stepText({ ...record, facts: [known("rows", 2, 1)] })).toBe("  query: NOT as expected, 3 s\n    rows: 2, expected 1");
    expect(stepText({ ...record, status: "failed", facts: [], error: "no rights" })).toBe("  query: failed, 3 s: no rights");
    expect(stepText({ ...record, status: "not reached", facts: [] })).toBe("  query: not reached");
  });
});
