import type { Command } from "commander";
import { visible } from "../../diagnostics/visible.ts";
import { counted, grouped } from "../counted.ts";
import { command, folderOption, LANDING, wholeNumber } from "../options.ts";
import { conclude } from "../outcome.ts";
import { progressLine } from "../progress-line.ts";
import { stoppable } from "../stoppable.ts";

/** `sluice sample`: makes landing files with the defects of the real ones. */
export const sampleCommand = (): Command =>
  command("sample", "make landing files like STEDI's, with all their defects; the same for the same seed")
    .addOption(folderOption("--out <dir>", "the landing root to make", LANDING))
    .option("--customers <n>", "how many customers", "200")
    .option("--seed <n>", "the seed", "1")
    .action((options: { out: string; customers: string; seed: string; json?: boolean }) =>
      conclude(options, async () => {
        const customers = wholeNumber(options.customers, "--customers", 1);
        const seed = wholeNumber(options.seed, "--seed", 0);
        const { writeSample } = await import("../../sample/write.ts");
        const line = progressLine(process.stderr);
        const show = (made: number): void => line.say(`${grouped(made)} of ${grouped(customers)} customers`);
        const summary = await stoppable((signal) => writeSample(options.out, { customers, seed }, show, signal)).finally(line.end);
        const lines = Object.entries(summary.tables).map(
          ([table, counts]) =>
            `  ${table.padEnd(13)} ${grouped(counts.records).padStart(12)} records, ${grouped(counts.badRecords)} of them bad`,
        );
        return {
          text: [`Sample data of ${counted(customers, "customer")}, seed ${seed}, is in ${visible(options.out)}:`, ...lines].join("\n"),
          data: { out: options.out, tables: summary.tables },
        };
      }),
    );
