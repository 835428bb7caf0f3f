import type { Command } from "commander";
import { visible } from "../../diagnostics/visible.ts";
import type { Cleaned } from "../../run/clean.ts";
import { counted, grouped } from "../counted.ts";
import { type LakeOptions, lakeCommand, lakeOf } from "../lake-command.ts";
import { wholeNumber } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { stoppable } from "../stoppable.ts";

interface Options extends LakeOptions {
  readonly dryRun?: boolean;
  readonly olderThan: string;
  readonly quarantineDays?: string;
}

/** `sluice clean`: removes what no version of a table needs, and what killed runs left. */
export const cleanCommand = (): Command =>
  lakeCommand("clean", "remove from a lake what no version of a table needs, what killed runs left, and bad records that are too old")
    .option("--dry-run", "only say what would go")
    .option("--older-than <hours>", "leave what is younger", "0")
    .option("--quarantine-days <n>", "also remove bad records that are so old (default: what the lake says, 90 at first)")
    .action((options: Options, command: Command) => {
      const { folder, spark } = lakeOf(options, command);
      return conclude(
        options,
        () =>
          stoppable(async (signal) => {
            const { dryRun = false } = options;
            const days = options.quarantineDays;
            const cleaning = {
              dryRun,
              olderThanHours: wholeNumber(options.olderThan, "--older-than", 0),
              quarantineDays: days === undefined ? undefined : wholeNumber(days, "--quarantine-days", 0),
            };
            if (spark === undefined) return outcome(await (await import("../../run/clean.ts")).cleanLake(folder, cleaning), dryRun);
            return outcome(await (await import("../../run/spark/lake-commands.ts")).sparkClean(spark, cleaning, signal), dryRun);
          }),
        { removed: [] },
      );
    });

function outcome(cleaned: Cleaned, dryRun: boolean): Outcome {
  const { removed, kept } = cleaned;
  const bytes = removed.reduce((sum, file) => sum + file.bytes, 0);
  const total = `${counted(removed.length, "file")} (${grouped(bytes)} bytes) ${dryRun ? "would go" : removed.length === 1 ? "is gone" : "are gone"}; ${grouped(kept)} stay.`;
  return { text: [...removed.map(({ path }) => visible(path)), total].join("\n"), data: { ...cleaned, dryRun } };
}
