import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import type { LakePlan } from "../../dsl/operations/lake.ts";

/** The plan of a folder of transforms. Throws when it does not compile. */
export async function planOf(transforms: string): Promise<LakePlan> {
  const cache = mkdtempSync(join(tmpdir(), "sluice-plan-"));
  try {
    const { plan } = await compileApart({ transforms, cache, cwd: process.cwd() });
    if (plan === undefined) throw new Error(`${transforms} does not compile`);
    return plan;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
