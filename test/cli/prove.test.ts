import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { offerText, stepText } from "../../dsl/cli/prove-text.ts";
import { costOf } from "../../dsl/operate/prove/cost.ts";
import { known } from "../../dsl/operate/prove/recording.ts";
import { PLANNED } from "../operate/prove/planned.ts";
import { newFolder } from "./folders.ts";

const PROGRAM = join(import.meta.dirname, "../../dsl/cli/prove.ts");

/** The command without a terminal, in a folder that is no project. */
function prove(args: readonly string[], cwd = newFolder()) {
  const env = { PATH: dirname(process.execPath), NO_COLOR: "1" };
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
