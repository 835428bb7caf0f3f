import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { writeGenerated } from "../../dsl/compiler/write.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { filesUnder } from "../run/fixture.ts";
import { editedTransforms, UNIQUE_SERIAL_NUMBERS } from "../stedi/edited-lake.ts";
import { runJobs } from "./run-jobs.ts";
import { isSetUp } from "./setup.mjs";

const scratch = mkdtempSync(join(tmpdir(), "sluice-spark-key-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function generatedFrom(transforms: string, name: string): Promise<string> {
  const { files } = await compileApart({ transforms, cache: join(scratch, "cache"), cwd: process.cwd() });
  if (files.size === 0) throw new Error(`${transforms} does not compile`);
  writeGenerated(join(scratch, name), files);
  return join(scratch, name);
}

/** Every file by a hash, for a message that can be read. */
const tablesIn = (lake: string): Record<string, string> =>
  Object.fromEntries(
    filesUnder(lake).map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(lake, file)))
        .digest("hex"),
    ]),
  );

describe.skipIf(!isSetUp())("on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test("serial numbers declared unique where they repeat: the run fails before the commit and names the proofs", {
    timeout: 1_800_000,
  }, async () => {
    const [landing, lake] = [join(scratch, "landing"), join(scratch, "lake")];
    await writeSample(landing, { customers: 60, seed: 1 });
    const right = await generatedFrom("transforms", "right");
    const generated = await generatedFrom(editedTransforms(join(scratch, "transforms"), UNIQUE_SERIAL_NUMBERS), "false");
    await runJobs({ generated: right, landing, lake }, { oneSession: true });
    const before = tablesIn(lake);
    const failed = runJobs({ generated, landing, lake }, { oneSession: true });
    await expect(failed).rejects.toThrow(
      /^sluice: lake: customer_landing is declared unique by serialNumber, but [0-9]+ values stand in several rows; the proofs of .*step_trainer_trusted \(consent\).* rest on it; nothing was committed$/,
    );
    expect(tablesIn(lake)).toEqual(before);
  });
});
