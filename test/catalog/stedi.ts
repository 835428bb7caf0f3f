import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog } from "../../dsl/catalog/catalog.ts";
import { makeCatalog } from "../../dsl/catalog/make.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The catalog of a folder of transforms, of the project's own without one; with a lake folder, what its last run counted. */
export async function catalogOf(transforms = join(ROOT, "transforms"), lake?: string): Promise<Catalog> {
  const compilation = await compileApart({ transforms, cache: join(ROOT, ".sluice/cache"), cwd: ROOT, wants: "all" });
  const catalog = await makeCatalog(compilation, lake);
  if (catalog === undefined) throw new Error(compilation.diagnostics.map(({ message }) => message).join("\n"));
  return catalog;
}
