import type { Command } from "commander";
import { visible } from "../../diagnostics/visible.ts";
import { counted } from "../counted.ts";
import { transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";

interface Options {
  readonly transforms: string;
  readonly zone: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `sluice import FILE...`: declarations of what there is already. */
export const importCommand = (): Command =>
  transformsCommand("import", "write declarations of tables that exist: from DDL, Glue tables or JSON samples")
    .argument("<file...>", "DDL, a table as the Glue API describes it, JSON lines, or a folder of them")
    .option("--zone <zone>", "`landing` for sources, or a zone that the transforms declare, for tables to fill in", "landing")
    .option("--out <file>", "one file for all, instead of one for each table in the folder of the zone")
    .action((paths: readonly string[], options: Options) =>
      conclude(options, async () => {
        const { importFiles } = await import("../write-imports.ts");
        const { resolveProblems } = await import("../../source/resolve.ts");
        const { written, problems } = await importFiles(paths, options);
        const diagnostics = await resolveProblems(problems, options.transforms, process.cwd());
        const next =
          options.zone === "landing"
            ? "Look at what says `review`, then run `npx sluice compile`."
            : "Fill in `from`, then run `npx sluice compile`.";
        const list = written.map(({ path, tables }) => `  wrote ${path} (${tables.join(", ")})`);
        const total = counted(
          written.reduce((sum, { tables }) => sum + tables.length, 0),
          "table",
        );
        return {
          diagnostics,
          ...(written.length === 0 ? {} : { text: [`${total} declared. ${next}`, ...list].map(visible).join("\n") }),
          data: { written },
        };
      }),
    );
