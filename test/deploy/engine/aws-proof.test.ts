import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { GetDatabasesCommand, GetJobsCommand } from "@aws-sdk/client-glue";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StepRecord } from "../../../dsl/operate/prove/recording.ts";
import { type ProofBench, startProofBench } from "./proof-command.ts";
import { canHavePulumi } from "./pulumi-cli.ts";

// As far as it goes in CI: through the real CLI up to the first job, which never ends. The whole of it is in aws-proof-spark.test.ts.
if (!canHavePulumi()) process.stderr.write("SKIPPED: the proof of a deployment needs `pulumi` or `go` on the PATH\n");

describe.skipIf(!canHavePulumi())("npm run aws:prove, against the emulator", { timeout: 600_000 }, () => {
  let bench: ProofBench;
  let onRun = (): void => {};

  beforeAll(async () => {
    bench = await startProofBench(() => () => {
      onRun();
      return new Promise(() => {});
    });
  }, 1_200_000);

  afterAll(() => bench?.stop());

  test("Ctrl-C while a job runs stops the run, takes everything away, and leaves no page", async () => {
    const { code, answer, stderr } = await bench.prove(["--yes"], (npm: ChildProcess) => {
      // To all of the group, as a terminal does.
      onRun = () => process.kill(-(npm.pid ?? 0), "SIGINT");
    });
    expect(stderr).toContain("In the account 000000000000, region eu-central-1, this makes the stack prove");
    expect(stderr).toMatch(/It costs from \d\.\d\d USD to at most \d\.\d\d USD/);
    expect(stderr).toContain("Stopping. What was made is taken away");
    const steps = answer["steps"] as readonly StepRecord[];
    expect(steps.map(({ step, status, error }) => `${step}: ${error ?? status}`)).toEqual([
      ...["up: done", "settled: done", "ingest: done", "run: stopped"],
      ...["query", "change", "run again", "query again", "roll back", "query the earlier version"].map((step) => `${step}: not reached`),
      "destroy: done",
    ]);
    const differing = steps.flatMap(({ facts }) => facts.filter(({ got, expected }) => expected !== null && got !== expected));
    expect(differing).toEqual([]);
    expect(answer).toMatchObject({ ok: false, page: null, left: [], diagnostics: [{ code: "aws-proof-broken" }] });
    // npm waits for the command, and then ends by the signal that it has got.
    expect(code).toBeNull();
    const [{ Jobs }, { DatabaseList }, { Buckets }] = await Promise.all([
      bench.aws.glue.send(new GetJobsCommand({})),
      bench.aws.glue.send(new GetDatabasesCommand({})),
      bench.aws.s3.send(new ListBucketsCommand({})),
    ]);
    expect([Jobs ?? [], DatabaseList ?? [], Buckets ?? []]).toEqual([[], [], []]);
    for (const path of ["docs", ".sluice/prove/prove"]) expect(existsSync(join(bench.project.folder, path))).toBe(false);
  });
});
