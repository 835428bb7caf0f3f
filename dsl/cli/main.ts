import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { catalogCommand } from "./commands/catalog.ts";
import { checkCommand } from "./commands/check.ts";
import { cleanCommand } from "./commands/clean.ts";
import { compileCommand } from "./commands/compile.ts";
import { explainCommand } from "./commands/explain.ts";
import { historyCommand } from "./commands/history.ts";
import { importCommand } from "./commands/import.ts";
import { ingestCommand } from "./commands/ingest.ts";
import { initCommand } from "./commands/init.ts";
import { planCommand } from "./commands/plan.ts";
import { queryCommand } from "./commands/query.ts";
import { renameCommand } from "./commands/rename.ts";
import { rollbackCommand } from "./commands/rollback.ts";
import { NOTHING_MADE, runCommand } from "./commands/run.ts";
import { sampleCommand } from "./commands/sample.ts";
import { triggerCommand } from "./commands/trigger.ts";
import { verifyCommand } from "./commands/verify.ts";
import { watchCommand } from "./commands/watch.ts";
import { failUsage, survivePipes } from "./outcome.ts";
import { widthOf } from "./terminal-width.ts";
import "./signals.mjs";

/** What is wrong with the arguments is told below. */
const OUTPUT = { writeErr: () => {}, getOutHelpWidth: () => widthOf(process.stdout) ?? 80 };

const program = new Command("sluice")
  .description("Declares the zones of a lakehouse in TypeScript; compiles them to AWS Glue scripts and schemas; runs them on a laptop.")
  .version(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version)
  .helpCommand(false)
  .configureHelp({ minWidthToWrap: 20 })
  .exitOverride()
  .configureOutput(OUTPUT);

for (const command of [
  compileCommand,
  checkCommand,
  planCommand,
  watchCommand,
  runCommand,
  historyCommand,
  rollbackCommand,
  verifyCommand,
  cleanCommand,
  sampleCommand,
  explainCommand,
  catalogCommand,
  initCommand,
  importCommand,
  renameCommand,
  ingestCommand,
  triggerCommand,
  queryCommand,
])
  program.addCommand(command());
for (const command of program.commands) command.exitOverride().configureOutput(OUTPUT);

survivePipes();
let entered = "";
program.hook("preSubcommand", (_, command) => {
  entered = command.name();
});
try {
  await program.parseAsync();
} catch (failure) {
  if (!(failure instanceof CommanderError)) throw failure;
  if (failure.code === "commander.help") failUsage("a command is missing", false);
  else if (failure.exitCode !== 0) failUsage(failure.message, process.argv.includes("--json"), entered === "run" ? NOTHING_MADE : {});
}
