import type { Command } from "commander";
import type { LakeVersions } from "../../run/history.ts";
import { grouped } from "../counted.ts";
import { type LakeOptions, lakeCommand, lakeOf } from "../lake-command.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { stoppable } from "../stoppable.ts";
import { textTable } from "../text-table.ts";

/** `sluice history [TABLE]`: the versions of tables that can be read. */
export const historyCommand = (): Command =>
  lakeCommand("history", "show the versions of tables that can be read, and gone back to with `sluice rollback`")
    .argument("[table]", "a table; all of them when left out")
    .action((table: string | undefined, options: LakeOptions, command: Command) => {
      const { folder, spark } = lakeOf(options, command);
      return conclude(
        options,
        () =>
          stoppable(async (signal) => {
            if (spark === undefined) return outcome(await (await import("../../run/history.ts")).lakeVersions(folder, table));
            return outcome(await (await import("../../run/spark/lake-commands.ts")).sparkVersions(spark, table, signal));
          }),
        { tables: [] },
      );
    });

/** The columns from here on are numbers. */
const FIRST_NUMBER = 4;

const outcome = (found: LakeVersions): Outcome => ({ text: textOf(found), data: { ...found } });

function textOf({ tables }: LakeVersions): string {
  const rows = tables.flatMap(({ zone, table, versions }) =>
    versions.map(({ id, current, rows, quarantine }) => [
      zone,
      table,
      id,
      [...(current ? ["current"] : []), ...(quarantine === "expired" ? ["quarantine expired"] : [])].join(", "),
      grouped(rows),
    ]),
  );
  return rows.length === 0
    ? "No table has a version yet: `npx sluice run` makes the first."
    : textTable([["zone", "table", "version", "", "rows"], ...rows], FIRST_NUMBER);
}
