import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Compilation } from "../../dsl/compiler/compile.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { runLake } from "../../dsl/run/run.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { refusalOf, snapshot } from "../run/fixture.ts";
import { editedTransforms, UNIQUE_SERIAL_NUMBERS } from "./edited-lake.ts";
import { REAL_DATA } from "./real-data.ts";

const scratch = mkdtempSync(join(tmpdir(), "sluice-false-key-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Compiled = Compilation & Required<Pick<Compilation, "plan" | "proof">>;

const compiled = async (transforms: string): Promise<Compiled> => {
  const { plan, proof, ...rest } = await compileApart({ transforms, cache: join(scratch, "cache"), cwd: process.cwd() });
  if (plan === undefined || proof === undefined) throw new Error(`${transforms} does not compile: ${JSON.stringify(rest.diagnostics)}`);
  return { plan, proof, ...rest };
};

describe("serial numbers declared unique, so that no reason is needed", () => {
  let declared: Compiled;
  beforeAll(async () => {
    declared = await compiled(editedTransforms(join(scratch, "transforms"), UNIQUE_SERIAL_NUMBERS));
  });

  test("where they repeat, the run fails before the commit and names the proofs; the lake stays as it was", async () => {
    const [landing, lake] = [join(scratch, "landing"), join(scratch, "lake")];
    await writeSample(landing, { customers: 200, seed: 1 });
    await runLake((await compiled("transforms")).plan, { landing, lake });
    const before = snapshot(lake);
    const { codes, words } = await refusalOf(() => runLake(declared.plan, { landing, lake, proof: declared.proof }));
    expect(codes).toEqual(["declared-key-broken"]);
    expect(words).toMatch(/^customer_landing is declared unique by serialNumber, but [0-9]+ values stand in several rows/);
    expect(words).toContain("step_trainer_trusted (consent)");
    expect(words).toContain("machine_learning_curated (consent; one row, one person; fan-out)");
    expect(words).not.toContain("accelerometer_trusted");
    expect(snapshot(lake)).toEqual(before);
  });

  test.skipIf(REAL_DATA === undefined)("where they do not, the lake is filled", async () => {
    const { tables } = await runLake(declared.plan, { landing: REAL_DATA ?? "", lake: join(scratch, "real"), proof: declared.proof });
    expect(tables.find(({ table }) => table === "machine_learning_curated")?.rows).toBe(32_025);
  });
});
