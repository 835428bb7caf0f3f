import type { Command } from "commander";
import { compiled } from "../compiled.ts";
import { counted } from "../counted.ts";
import { folderOption, transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";

/** `sluice check`: fails when the transforms have mistakes, or the generated files are not what they compile to. */
export const checkCommand = (): Command =>
  transformsCommand("check", "fail when the transforms are wrong or the generated files are stale; writes nothing")
    .addOption(folderOption("--out <dir>", "the folder of the generated files", "generated"))
    .action((options: { transforms: string; out: string; json?: boolean }) =>
      conclude(options, async () => {
        const { plan, files, diagnostics } = await compiled(options.transforms, { emit: true });
        if (plan === undefined) return { diagnostics };
        const { staleFiles } = await import("../../compiler/write.ts");
        const { resolveProblems } = await import("../../source/resolve.ts");
        const stale = await resolveProblems(staleFiles(options.out, files), options.transforms, process.cwd());
        const text =
          stale.length === 0 ? `${counted(files.size, "file")} in ${options.out} are what ${options.transforms} compiles to.` : undefined;
        return { diagnostics: [...diagnostics, ...stale], ...(text === undefined ? {} : { text }) };
      }),
    );
