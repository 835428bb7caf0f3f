import { CommanderError, InvalidArgumentError, Option } from "commander";
import { commitOf } from "../../pulumi/commit.ts";
import { command, folderOption } from "./options.ts";
import { conclude, failUsage, survivePipes } from "./outcome.ts";
import { type ProveCommandOptions, proveOnAws, removeProof } from "./prove-command.ts";
import { widthOf } from "./terminal-width.ts";
import "./signals.mjs";

const RUN_AS = "npm run aws:prove --";
const NOTHING = { steps: [] };

const stackName = (text: string): string => {
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(text))
    throw new InvalidArgumentError("It takes 1 to 20 lower-case letters, digits and hyphens, a letter first.");
  return text;
};

/** `npm run aws:prove`: a stack of its own in a test account, from nothing to nothing, and what AWS has answered. */
const program = command(RUN_AS, "deploy a stack of its own to a test account, run it on sample data, change it, roll back, destroy it")
  .usage("[options]")
  .option("--yes", "do not ask (for machines)")
  .option("--dry-run", "say what would be made and what it costs, and end")
  .option("--remove", "destroy what an earlier proof has left, and nothing else")
  .addOption(new Option("--stack <name>", "the name of the stack").default("prove").argParser(stackName))
  .option("--region <region>", "the region", process.env["AWS_REGION"] || "us-east-1")
  .addOption(folderOption("--docs <dir>", "where the recording and the page aws-proof.md go", "docs"))
  .addOption(new Option("--endpoint <url>", "another endpoint of AWS, such as an emulator's").hideHelp())
  .exitOverride()
  .configureOutput({ writeErr: () => {}, getOutHelpWidth: () => widthOf(process.stdout) ?? 80 })
  .action((options: ProveCommandOptions) => {
    if (options.remove) return conclude(options, () => removeProof(options));
    if (!options.yes && !options.dryRun && !(process.stdin.isTTY && process.stderr.isTTY))
      return failUsage(
        "it asks before it makes anything, and here is nobody to ask: say `--yes`, or `--dry-run`",
        options.json === true,
        NOTHING,
        RUN_AS,
      );
    return conclude(options, () => proveOnAws(options, commitOf(process.cwd()) ?? null), NOTHING);
  });

survivePipes();
try {
  await program.parseAsync();
} catch (failure) {
  if (!(failure instanceof CommanderError)) throw failure;
  if (failure.exitCode !== 0) failUsage(failure.message, process.argv.includes("--json"), NOTHING, RUN_AS);
}
