import { join } from "node:path";
import type { Command } from "commander";
import type { Problem } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/visible.ts";
import { compiledFiles } from "../compiled.ts";
import { counted } from "../counted.ts";
import { folderOption, transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";

interface Options {
  readonly transforms: string;
  readonly out: string;
  readonly base?: string;
  readonly json?: boolean;
}

/**
 * `sluice check`: fails when the transforms have mistakes, the generated files are not what they compile to, or a change since the base
 * takes something away that nobody has acknowledged.
 */
export const checkCommand = (): Command =>
  transformsCommand("check", "fail when the transforms are wrong, the generated files stale, or a breaking change is not acknowledged")
    .addOption(folderOption("--out <dir>", "the folder of the generated files", "generated"))
    .option("--base <ref|dir>", "what breaking changes are seen from (default: where this left the default branch)")
    .action((options: Options) =>
      conclude(options, async () => {
        const { tables, files, diagnostics, intact } = await compiledFiles(options.transforms, options.out);
        if (tables === 0) return { diagnostics };
        const { staleFiles, strayFiles } = await import("../../compiler/write.ts");
        const { resolveProblems } = await import("../../source/resolve.ts");
        const stale = intact === undefined ? staleFiles(options.out, files) : strayFiles(options.out, intact);
        // Files that are not what they should be say nothing of changes.
        const breaks = stale.length === 0 ? await breaksSince(options) : undefined;
        const problems = [...stale, ...(breaks?.problems ?? [])];
        const found = await resolveProblems(problems, options.transforms, process.cwd());
        const text = [
          `${counted((intact ?? files).size, "file")} in ${options.out} are what ${options.transforms} compiles to.`,
          ...(breaks === undefined ? [] : [breaks.text]),
        ]
          .map(visible)
          .join("\n");
        const data = breaks?.base === undefined ? {} : { base: breaks.base };
        return { diagnostics: [...diagnostics, ...found], data, ...(problems.length > 0 ? {} : { text }) };
      }),
    );

/** CI services set `CI=true`. */
const runsInBuild = ({ CI = "" }: NodeJS.ProcessEnv): boolean => !["", "0", "false"].includes(CI.toLowerCase());

interface Breaks {
  /** Undefined where there is nothing to compare with. */
  readonly base?: string;
  readonly problems: readonly Problem[];
  readonly text: string;
}

async function breaksSince(options: Options): Promise<Breaks> {
  const { baseOf, isOwnBase, usualBase, whyNoBase } = await import("../../change/base.ts");
  const isBuild = options.base === undefined && runsInBuild(process.env);
  const base = options.base === undefined ? usualBase(options) : baseOf(options.base, options);
  if (base === undefined || (isBuild && isOwnBase())) {
    const { reason, isCheckout } = whyNoBase(options);
    // Whoever looks at a build sees that it is green, and no notice.
    const problems: Problem[] = isCheckout && isBuild ? [{ code: "changes-not-compared", parameters: { reason } }] : [];
    return { problems, text: `Changes were not looked at: the default branch ${reason}. \`--base\` names what to compare with.` };
  }
  const { comparisonWith, reportFor } = await import("../../change/report-for.ts");
  const { NO_DURATIONS } = await import("../../change/cost/last-run.ts");
  const { acknowledgementProblems } = await import("../../change/acknowledge/problems.ts");
  const { folderFiles } = await import("../../change/tree/folder.ts");
  const report = reportFor(comparisonWith(base, folderFiles(options.out)), base, options, { glue: "6.0", last: NO_DURATIONS });
  const problems = acknowledgementProblems(report, join(options.transforms, "breaks.json"));
  return { base: report.base, problems, text: `Since ${report.base}, nothing breaks that is not acknowledged.` };
}
