import type { Command } from "commander";
import { counted } from "../counted.ts";
import { command, folderOption, LAKE } from "../options.ts";
import { conclude } from "../outcome.ts";

/** `sluice rollback TABLE`: an earlier version of a table of the embedded engine's lake is the current one again. */
export const rollbackCommand = (): Command =>
  command("rollback", "make an earlier version of a table the current one again, in a lake of the embedded engine")
    .argument("<table>", "a source or table")
    .option("--to <run>", "the run that made the version (default: the version before the current one)")
    .addOption(folderOption("--lake <dir>", "the folder of the lake", LAKE))
    .action((table: string, options: { to?: string; lake: string; json?: boolean }) =>
      conclude(options, async () => {
        const { rollback } = await import("../../run/rollback.ts");
        const done = await rollback(options.lake, table, options.to);
        return {
          text: `${table} is as run ${done.to} made it: ${counted(done.rows, "row")}. Run ${done.from} made what it was before.`,
          data: { ...done },
        };
      }),
    );
