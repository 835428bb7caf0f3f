import type { Compilation } from "../compiler/compile.ts";
import { catalogOf } from "./build.ts";
import type { Catalog } from "./catalog.ts";
import { declarationsOf } from "./declarations.ts";
import { lastRunOf } from "./last-run.ts";

/**
 * The catalog of a compilation in which all was wanted, with what the lake folder holds, when one is given. Undefined when
 * there are errors. Refuses what `lastRunOf` refuses.
 */
export async function makeCatalog({ plan, proof, files, places }: Compilation, lake?: string): Promise<Catalog | undefined> {
  if (plan === undefined || proof === undefined) return undefined;
  const named = new Map([...plan.sources, ...plan.tables].map(({ name, file }) => [name, file]));
  const last = lake === undefined ? undefined : await lastRunOf(lake, plan);
  return catalogOf({
    plan,
    proof,
    files,
    declarations: declarationsOf(places ?? new Map(), named),
    run: last?.run ?? null,
    lastRuns: last?.tables ?? new Map(),
  });
}
