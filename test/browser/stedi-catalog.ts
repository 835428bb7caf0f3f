import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCatalog } from "../../dsl/catalog/folder.ts";
import { makeCatalog } from "../../dsl/catalog/make.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { runLake } from "../../dsl/run/run.ts";
import { writeSample } from "../../dsl/sample/write.ts";

/** A catalog in a folder of its own. `remove` when nobody needs it. */
export interface MadeCatalog {
  readonly folder: string;
  readonly remove: () => void;
}

/** Of the project's own lake, filled from sample data. */
export async function stediCatalog(): Promise<MadeCatalog> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "sluice-catalog-"));
  const at = (name: string): string => join(folder, name);
  const compilation = await compileApart({ transforms: "transforms", cache: at("cache"), cwd: process.cwd(), wants: "all" });
  const { plan, proof } = compilation;
  if (plan === undefined) throw new Error("the transforms do not compile");
  await writeSample(at("landing"), { customers: 60, seed: 1 });
  await runLake(plan, { landing: at("landing"), lake: at("lake"), proof });
  const catalog = await makeCatalog(compilation, at("lake"));
  if (catalog === undefined) throw new Error("the transforms do not compile");
  writeCatalog(at("catalog"), catalog);
  return { folder: at("catalog"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
