import type { Problem } from "../diagnostics/diagnostic.ts";
import { refuse } from "../diagnostics/diagnostic.ts";
import { costOf } from "../operate/prove/cost.ts";
import { prepare } from "../operate/prove/prepare.ts";
import { prove } from "../operate/prove/prove.ts";
import { differing, holds, type Recording, type StepRecord } from "../operate/prove/recording.ts";
import { leftInState, takeDown } from "../operate/prove/removal.ts";
import { STEPS } from "../operate/prove/steps.ts";
import { USES } from "../operate/prove/subject.ts";
import { isThere, pulumiIn, removeWorkplace, type Workplace, workplaceOf } from "../operate/prove/workplace.ts";
import { writeRecording } from "../operate/prove/written.ts";
import { pulumi } from "../operate/pulumi.ts";
import { stopIfAborted } from "../run/interruption.ts";
import { ask } from "./ask.ts";
import { counted } from "./counted.ts";
import { diagnosticsOf, type Outcome, type OutputOptions } from "./outcome.ts";
import { type ProgressLine, progressLine } from "./progress-line.ts";
import { offerText, stepText } from "./prove-text.ts";
import { twoStops } from "./two-stops.ts";

export interface ProveCommandOptions extends OutputOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly remove?: boolean;
  readonly stack: string;
  readonly region: string;
  readonly docs: string;
  readonly endpoint?: string;
}

/** Makes the proof and writes what it has recorded. */
export async function proveOnAws(options: ProveCommandOptions, commit: string | null): Promise<Outcome> {
  const { stack, region, endpoint, docs } = options;
  const line = progressLine(process.stderr);
  const { first: signal, second: removal } = stopsTold(line);
  const workplace = workplaceOf(process.cwd(), stack);
  const isLeftover = isThere(workplace);
  let reached = false;
  try {
    const bench = await prepare(workplace, { cwd: process.cwd(), region, endpoint, signal, say: line.say });
    const cost = costOf(bench.planned, USES);
    const { least, most } = cost;
    line.log(offerText(bench.planned, cost, options));
    if (options.dryRun)
      return { text: "Nothing was made.", data: { resources: bench.planned.resources, cost: { least, most }, steps: [] } };
    if (!options.yes && !(await ask("\nMake it? Only `yes` will do: ", signal)))
      refuse("aws-proof-refused", { reasons: ["the answer was not `yes`"] });
    stopIfAborted(signal);
    reached = true;
    const steps = await prove(bench, STEPS, {
      signal,
      removal,
      onStep: ({ name, does }) => line.say(`${name}: ${does} ...`),
      onRecord: (record) => line.log(stepText(record)),
    }).finally(line.end);
    const where = endpoint === undefined && !hasOtherEndpoint(process.env) ? "AWS" : "emulator";
    const recording: Recording = {
      where,
      day: new Date().toISOString().slice(0, 10),
      // Against the emulator it is that of a copy which tests have made.
      commit: where === "AWS" ? commit : null,
      region,
      pulumi: (await pulumi(["version"])).stdout.trim(),
      steps,
    };
    // What was stopped says nothing of AWS.
    const page = signal.aborted ? undefined : writeRecording(docs, recording);
    const left = await leftOf(workplace);
    if (left.length === 0) removeWorkplace(workplace);
    const problems = [...broken(recording), ...leftProblems(left)];
    return {
      diagnostics: await diagnosticsOf(problems, options),
      text: [
        problems.length === 0 ? `All ${steps.length} steps are as expected, and nothing is left.` : "",
        page === undefined ? "" : `What was answered: ${page}`,
      ]
        .filter((text) => text !== "")
        .join("\n"),
      data: { where: recording.where, cost: { least, most }, page: page ?? null, left, steps },
    };
  } finally {
    line.end();
    // Nothing was made: only what this proof has put there goes.
    if (!reached && !isLeftover) removeWorkplace(workplace);
  }
}

/** Whether the SDK is told to go elsewhere than to AWS, for all or for one of its services. */
const hasOtherEndpoint = (environment: NodeJS.ProcessEnv): boolean =>
  Object.entries(environment).some(([name, value]) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && value !== "");

/** Destroys what an earlier proof has left. */
export async function removeProof({ stack, ...options }: ProveCommandOptions): Promise<Outcome> {
  const workplace = workplaceOf(process.cwd(), stack);
  if (!isThere(workplace)) return { text: `There is nothing of ${stack} to remove.`, data: { left: [] } };
  const line = progressLine(process.stderr);
  const { first } = stopsTold(line);
  const here = pulumiIn(workplace, process.env, line.say);
  const failure = await takeDown({ pulumi: here, say: line.say }, first).catch((error: Error) => error);
  line.end();
  const left = await leftOf(workplace);
  if (left.length === 0) removeWorkplace(workplace);
  const reason =
    failure instanceof Error ? [{ code: "aws-failed", parameters: { doing: "pulumi destroy", reason: failure.message } } as const] : [];
  return {
    diagnostics: left.length === 0 ? [] : await diagnosticsOf([...reason, ...leftProblems(left)], options),
    ...(left.length === 0 ? { text: `Nothing of ${stack} is left.` } : {}),
    data: { left },
  };
}

const stopsTold = (line: ProgressLine) =>
  twoStops(
    () => line.log("Stopping. What was made is taken away; Ctrl-C once more leaves the rest."),
    () => line.log("Stopping, and leaving the rest."),
  );

const leftOf = (workplace: Workplace): Promise<readonly string[]> => leftInState({ pulumi: pulumiIn(workplace, process.env, () => {}) });

/** How many are named. */
const NAMED = 10;

const leftProblems = (left: readonly string[]): readonly Problem[] =>
  left.length === 0 ? [] : [{ code: "aws-proof-left", parameters: { count: left.length, left: left.slice(0, NAMED) } }];

function broken(recording: Recording): readonly Problem[] {
  if (holds(recording)) return [];
  const failed = recording.steps.filter(({ status }) => status === "failed").map(({ step, error }: StepRecord) => `${step}: ${error}`);
  const other = differing(recording).map(({ step, name, got, expected }) => `${step}: ${name} is ${got}, expected ${expected}`);
  const unreached = recording.steps.filter(({ status }) => status === "not reached");
  const rest = failed.length + other.length === 0 ? [`${counted(unreached.length, "step")} not reached`] : [];
  return [{ code: "aws-proof-broken", parameters: { broken: [...failed, ...other, ...rest] } }];
}
