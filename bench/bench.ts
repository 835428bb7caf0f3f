import { loadavg } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { BENCHMARKS } from "./benchmarks.ts";
import { jsonReport, textReport } from "./report.ts";

const names = Object.entries(BENCHMARKS);
const list = names.map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`).join("\n");

await new Command("bench")
  .description("Measures Sluice, side by side with an alternative, in turns. A missed target is no failure.")
  .argument("<name>", "the benchmark")
  .option("--runs <n>", "how often each side runs", wholeNumber, 5)
  .option("--json", "print one JSON object on stdout instead of a table")
  .addHelpText("after", `\nBenchmarks:\n${list}`)
  .action(async (name: string, { runs, json }: { runs: number; json?: boolean }, command: Command) => {
    const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
    if (benchmark === undefined) return command.error(`there is no benchmark \`${name}\`; there are:\n${list}`, { exitCode: 2 });
    const before = loadavg();
    const report = await benchmark.run({ runs, say: (text) => process.stderr.write(`${text}\n`) });
    const machine = { before, after: loadavg() };
    process.stdout.write(`${json ? jsonReport(name, report, machine) : textReport(benchmark.summary, report, machine)}\n`);
  })
  .parseAsync();

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1 on.");
  return Number(text);
}
