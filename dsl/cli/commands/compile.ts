import type { Command } from "commander";
import { compiled } from "../compiled.ts";
import { counted } from "../counted.ts";
import { folderOption, transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";

/** `sluice compile`: writes the generated files. */
export const compileCommand = (): Command =>
  transformsCommand("compile", "write the generated scripts, schemas and plans")
    .addOption(folderOption("--out <dir>", "the folder of the generated files", "generated"))
    .action((options: { transforms: string; out: string; json?: boolean }) =>
      conclude(options, async () => {
        const { plan, files, diagnostics } = await compiled(options.transforms, { emit: true });
        if (plan === undefined) return { diagnostics };
        const { writeGenerated } = await import("../../compiler/write.ts");
        const { changed, removed, unchanged } = writeGenerated(options.out, files);
        const total = counted(plan.sources.length + plan.tables.length, "table");
        const news =
          changed.length + removed.length === 0
            ? "nothing has changed"
            : `${changed.length} written, ${removed.length} removed, ${unchanged} unchanged`;
        const list = [
          ...changed.map((path) => `  wrote   ${options.out}/${path}`),
          ...removed.map((path) => `  removed ${options.out}/${path}`),
        ].sort();
        return {
          diagnostics,
          text: [`${total}, ${counted(files.size, "file")} in ${options.out}: ${news}.`, ...list].join("\n"),
          data: { changed, removed, unchanged },
        };
      }),
    );
