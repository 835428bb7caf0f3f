import type { Command } from "commander";
import { visible } from "../../diagnostics/visible.ts";
import { counted, grouped } from "../counted.ts";
import { wholeNumber } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { progressLine } from "../progress-line.ts";
import { clientOptions, type StackOptions, stackCommand } from "../stack-command.ts";
import { stoppable } from "../stoppable.ts";
import { textTable } from "../text-table.ts";

interface Options extends StackOptions {
  readonly limit: string;
}

/** `sluice query`: runs a named Athena query of a stack. */
export const queryCommand = (): Command =>
  stackCommand("query", "run a named Athena query of a deployed stack, in its workgroup")
    .argument("<name>", "a query of generated/queries/, such as row_counts")
    .option("--limit <n>", "how many rows to show", "20")
    .action((name: string, options: Options) =>
      conclude(options, () => stoppable((signal) => run(name, options, signal)), { columns: [], rows: [] }),
    );

async function run(name: string, options: Options, signal: AbortSignal): Promise<Outcome> {
  const limit = wholeNumber(options.limit, "--limit", 1);
  const [{ stackOutputs }, { runQuery }, { AthenaClient }] = await Promise.all([
    import("../../operate/stack.ts"),
    import("../../operate/query.ts"),
    import("@aws-sdk/client-athena"),
  ]);
  const outputs = await stackOutputs(options.stack);
  const line = progressLine(process.stderr);
  line.say(`Athena runs ${name} ...`);
  const result = await runQuery(name, outputs, new AthenaClient(clientOptions(options, outputs.region)), limit, signal).finally(line.end);
  const text = [
    textTable([result.columns, ...result.rows.map((row) => row.map((cell) => cell ?? "NULL"))]),
    "",
    `${counted(result.rows.length, "row")} shown; Athena scanned ${grouped(result.scanned)} bytes.`,
    ...(result.location === null ? [] : [visible(`All of it: ${result.location}`)]),
  ].join("\n");
  return { text, data: { ...result } };
}
