import type { Command } from "commander";
import { compiledFiles } from "../compiled.ts";
import { counted } from "../counted.ts";
import { folderOption, transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";

/** `sluice check`: fails when the transforms have mistakes, or the generated files are not what they compile to. */
export const checkCommand = (): Command =>
  transformsCommand("check", "fail when the transforms are wrong or the generated files are stale; writes nothing")
    .addOption(folderOption("--out <dir>", "the folder of the generated files", "generated"))
    .action((options: { transforms: string; out: string; json?: boolean }) =>
      conclude(options, async () => {
        const { tables, files, diagnostics, intact } = await compiledFiles(options.transforms, options.out);
        if (tables === 0) return { diagnostics };
        const { staleFiles, strayFiles } = await import("../../compiler/write.ts");
        const { resolveProblems } = await import("../../source/resolve.ts");
        const problems = intact === undefined ? staleFiles(options.out, files) : strayFiles(options.out, intact);
        const stale = await resolveProblems(problems, options.transforms, process.cwd());
        const text =
          stale.length === 0
            ? `${counted((intact ?? files).size, "file")} in ${options.out} are what ${options.transforms} compiles to.`
            : undefined;
        return { diagnostics: [...diagnostics, ...stale], ...(text === undefined ? {} : { text }) };
      }),
    );
