import { stat } from "node:fs/promises";
import { refuse } from "../diagnostics/diagnostic.ts";
import { findLanding } from "../landing/find.ts";
import type { SourcePlan } from "../operations/lake.ts";

/** The sources of which a delivery has files. Refuses with `no-landing-folder` when the folder itself is not there. */
export async function sourcesWithFiles(folder: string, sources: readonly SourcePlan[]): Promise<readonly SourcePlan[]> {
  if (!(await isFolder(folder))) refuse("no-landing-folder", { folder, table: undefined });
  const found = await Promise.all(
    sources.map(async (source) => {
      const { files = [], passedOver = [], refused = [] } = (await findLanding(folder, source.path)) ?? {};
      return files.length + passedOver.length + refused.length > 0 ? [source] : [];
    }),
  );
  return found.flat();
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
