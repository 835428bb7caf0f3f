import { relative } from "node:path";
import type { Command } from "commander";
import type { Problem } from "../../diagnostics/diagnostic.ts";
import type { OnVerify, Verified, VerifiedVersion } from "../../run/verify.ts";
import { counted, grouped } from "../counted.ts";
import { type LakeOptions, lakeCommand, lakeOf } from "../lake-command.ts";
import { conclude, diagnosticsOf, type Outcome } from "../outcome.ts";
import { progressLine } from "../progress-line.ts";
import { stoppable } from "../stoppable.ts";
import { textTable } from "../text-table.ts";

/** Milliseconds: what is done sooner needs no word. */
const QUIET = 1000;

/** `sluice verify [TABLE]`: holds the files of a lake against what its runs wrote. */
export const verifyCommand = (): Command =>
  lakeCommand("verify", "check that the files of all versions of a lake are as its runs left them")
    .argument("[table]", "a table; all of them when left out")
    .action((table: string | undefined, options: LakeOptions, command: Command) => {
      const { folder, spark } = lakeOf(options, command);
      return conclude(
        options,
        () =>
          stoppable(async (signal) => {
            const line = progressLine(process.stderr);
            const started = performance.now();
            const show: OnVerify = ({ table, version, done, of }) => {
              if (performance.now() - started > QUIET) line.say(`[${done + 1}/${of}] ${table} ${version} ...`);
            };
            const verified =
              spark === undefined
                ? (await import("../../run/verify.ts")).verifyLake(folder, table, show, signal)
                : (await import("../../run/spark/lake-commands.ts")).sparkVerify(spark, table, show, signal);
            return outcome(await verified.finally(line.end), options);
          }),
        { tables: [] },
      );
    });

/** The columns from here on are numbers. */
const FIRST_NUMBER = 5;

const CHECKED: { readonly [C in VerifiedVersion["checked"]]: string } = {
  sha256: "whole",
  size: "sizes are right",
  presence: "no hashes",
};

async function outcome(verified: Verified, options: LakeOptions): Promise<Outcome> {
  const problems = verified.tables.flatMap(({ table, versions }) =>
    versions.flatMap(({ id, faults }) =>
      faults.map(
        ({ path, fault }): Problem => ({
          code: "version-damaged",
          parameters: { table, version: id, path: relative(process.cwd(), path), fault },
        }),
      ),
    ),
  );
  return { diagnostics: await diagnosticsOf(problems, options), text: textOf(verified), data: { ...verified } };
}

function textOf({ tables }: Verified): string {
  const all = tables.flatMap(({ zone, table, versions }) => versions.map((version) => ({ zone, table, version })));
  if (all.length === 0) return "No table has a version yet: `npx sluice run` makes the first.";
  const rows = all.map(({ zone, table, version: { id, current, faults, checked, quarantine, files, bytes } }) => [
    zone,
    table,
    id,
    current ? "current" : "",
    [faults.length > 0 ? "damaged" : CHECKED[checked], ...(quarantine === "expired" ? ["quarantine expired"] : [])].join(", "),
    grouped(files),
    bytes === null ? "" : grouped(bytes),
  ]);
  const damaged = all.filter(({ version }) => version.faults.length > 0).length;
  const bare = all.filter(({ version }) => version.faults.length === 0 && version.checked === "presence").length;
  const sized = all.filter(({ version }) => version.faults.length === 0 && version.checked === "size").length;
  const sentences = [
    damaged === 0
      ? `Nothing is missing, cut or changed in ${counted(all.length, "version")}.`
      : `${counted(damaged, "version")} of ${grouped(all.length)} ${damaged === 1 ? "is" : "are"} damaged.`,
    ...(bare === 0
      ? []
      : [
          `${counted(bare, "version")} ${bare === 1 ? "has" : "have"} no hashes: the next run makes them; until then a changed byte is not seen.`,
        ]),
    ...(sized === 0
      ? []
      : [`Of ${counted(sized, "version")} only the sizes of files are known (Iceberg keeps no hashes): a changed byte is not seen.`]),
  ];
  return [textTable([["zone", "table", "version", "", "state", "files", "bytes"], ...rows], FIRST_NUMBER), "", ...sentences].join("\n");
}
