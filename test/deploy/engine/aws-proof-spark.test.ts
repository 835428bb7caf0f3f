import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ProofBench, startProofBench } from "./proof-command.ts";
import { canHavePulumi } from "./pulumi-cli.ts";
import { onLocalGlue } from "./working-aws.ts";

// The whole proof, its jobs on a local Spark: some minutes, so not in CI. SLUICE_RECORD names the folder of documents that gets the recording.
if (!canHavePulumi()) process.stderr.write("SKIPPED: the proof of a deployment needs `pulumi` or `go` on the PATH\n");

describe.skipIf(!canHavePulumi())("npm run aws:prove, against the emulator, with its jobs on Spark", { timeout: 1_500_000 }, () => {
  let bench: ProofBench;

  beforeAll(async () => {
    bench = await startProofBench(({ aws, emulator, spark, folder }) =>
      onLocalGlue({ aws, spark, endpoint: emulator.endpoint, folder: join(folder, "glue"), onStart: async () => {} }),
    );
  }, 1_200_000);

  afterAll(() => bench?.stop());

  test("every step is as expected, from nothing to nothing", async () => {
    const { code, answer, stderr } = await bench.prove(["--yes"]);
    expect(code, `${stderr}\n${JSON.stringify(answer, null, 1)}`).toBe(0);
    expect(answer).toMatchObject({ ok: true, where: "emulator", left: [], page: "docs/aws-proof.md" });
    const record = process.env["SLUICE_RECORD"];
    if (record === undefined) return;
    for (const path of ["aws-proof", "aws-proof.md"])
      cpSync(join(bench.project.folder, "docs", path), join(record, path), { recursive: true });
  });
});
