import type { Command } from "commander";
import { visible } from "../../diagnostics/visible.ts";
import { counted } from "../counted.ts";
import { type LakeOptions, lakeCommand, lakeOf } from "../lake-command.ts";
import { conclude } from "../outcome.ts";
import { progressLine } from "../progress-line.ts";
import { notDurable } from "../run-progress.ts";
import { stoppable } from "../stoppable.ts";

interface Options extends LakeOptions {
  readonly to?: string;
}

/** `sluice rollback TABLE`: an earlier version of a table is the current one again. */
export const rollbackCommand = (): Command =>
  lakeCommand("rollback", "make an earlier version of a table the current one again")
    .argument("<table>", "a table")
    .option("--to <version>", "what `sluice history` shows (default: the version before the current one)")
    .action((table: string, options: Options, command: Command) => {
      const { folder, spark } = lakeOf(options, command);
      return conclude(options, () =>
        stoppable(async (signal) => {
          const done =
            spark === undefined
              ? await (await import("../../run/rollback.ts")).rollback(folder, table, options.to, { onNotDurable, signal })
              : await (await import("../../run/spark/lake-commands.ts")).sparkRollback(spark, table, options.to, signal);
          return {
            text: visible(
              `${table} is version ${done.to} again: ${counted(done.rows, "row")}. It was ${done.from}, which stays: \`sluice history ${table}\`.${done.quarantine === "expired" ? " Its quarantine has expired." : ""}`,
            ),
            data: { ...done },
          };
        }),
      );
    });

const onNotDurable = (lake: string): void => progressLine(process.stderr).log(notDurable(lake));
