import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { visible } from "../../diagnostics/visible.ts";
import { compiled } from "../compiled.ts";
import { counted } from "../counted.ts";
import { CATALOG, folderOption, transformsCommand } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";

interface Options {
  readonly transforms: string;
  readonly out: string;
  readonly lake?: string;
  readonly json?: boolean;
}

/** `sluice catalog`: writes the lake as pages to read, and as data. */
export const catalogCommand = (): Command =>
  transformsCommand("catalog", "write pages that show the lake: what its columns come from and why its rows may be used")
    .addOption(folderOption("--out <dir>", "the folder of the catalog", CATALOG))
    .addOption(
      folderOption("--lake <dir>", "a lake folder that `sluice run` filled, to show the counts and the quarantine of its last run"),
    )
    .action((options: Options) => conclude(options, () => catalog(options)));

async function catalog({ transforms, out, lake }: Options): Promise<Outcome> {
  const compilation = await compiled(transforms, { wants: "all" });
  const { makeCatalog } = await import("../../catalog/make.ts");
  const made = await makeCatalog(compilation, lake);
  const { diagnostics } = compilation;
  if (made === undefined) return { diagnostics };
  const { writeCatalog } = await import("../../catalog/folder.ts");
  const { files } = writeCatalog(out, made);
  const page = pathToFileURL(resolve(join(out, "index.html"))).href;
  const columns = made.tables.reduce((sum, table) => sum + table.columns.length, 0);
  return {
    diagnostics,
    text: `${counted(made.tables.length, "table")} with ${counted(columns, "column")} in ${visible(out)}. To read the catalog, open\n  ${page}`,
    data: { out, page, files, tables: made.tables.length, columns },
  };
}
