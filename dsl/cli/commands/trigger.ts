import type { Command } from "commander";
import type { FollowedJob } from "../../operate/trigger.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { progressLine } from "../progress-line.ts";
import { clientOptions, type StackOptions, stackCommand } from "../stack-command.ts";
import { stoppable } from "../stoppable.ts";

interface Options extends StackOptions {
  readonly follow?: boolean;
}

/** `sluice trigger`: starts the workflow of a stack. */
export const triggerCommand = (): Command =>
  stackCommand("trigger", "start the workflow of a deployed stack, which makes every table")
    .option("--follow", "wait for its end, and tell of each job")
    .action((options: Options) => conclude(options, () => stoppable((signal) => run(options, signal)), { jobs: [] }));

async function run(options: Options, signal: AbortSignal): Promise<Outcome> {
  const [{ stackOutputs }, { startWorkflow, followWorkflow }, { GlueClient }] = await Promise.all([
    import("../../operate/stack.ts"),
    import("../../operate/trigger.ts"),
    import("@aws-sdk/client-glue"),
  ]);
  const outputs = await stackOutputs(options.stack);
  const glue = new GlueClient(clientOptions(options, outputs.region));
  const started = await startWorkflow(outputs, glue);
  if (options.follow !== true)
    return { text: `Started ${outputs.workflow}, run ${started}.`, data: { workflow: outputs.workflow, run: started, jobs: [] } };
  const line = progressLine(process.stderr);
  line.log(`Started ${outputs.workflow}, run ${started}. Ctrl-C ends the following, not the run.`);
  const result = await followWorkflow(started, outputs, glue, (job) => line.log(told(job)), signal).finally(line.end);
  return {
    text: `All jobs have succeeded. Rows: npx sluice query row_counts --stack ${options.stack}`,
    data: { ...result },
  };
}

const told = ({ of, state, seconds, error }: FollowedJob): string =>
  `${of}: ${state.toLowerCase()}${seconds === 0 ? "" : `, ${seconds} s`}${error === null ? "" : `: ${error}`}`;
