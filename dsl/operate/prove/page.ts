import { differing, type Fact, holds, type Recording, type Value } from "./recording.ts";
import { STEPS } from "./steps.ts";
import { SAMPLE } from "./subject.ts";

/** The recordings that there are. */
export interface Recordings {
  readonly emulator?: Recording | undefined;
  readonly aws?: Recording | undefined;
}

/** `docs/aws-proof.md`: step by step what was expected, what the emulator and what AWS has answered. */
export function pageOf({ emulator, aws }: Recordings): string {
  return `${[
    "# What AWS answers",
    `<!-- Written by \`npm run aws:prove\`. -->`,
    `\`npm run aws:prove\` deploys a stack of its own to a test account, runs it on a sample of ${SAMPLE.customers} customers, changes it, goes back, and takes
everything away. This page puts what was expected beside what the tests' emulator and what AWS have answered.`,
    standing(emulator, aws),
    "## What was done",
    table(
      ["step", "what is done", "what is expected", "what is recorded"],
      STEPS.map(({ name, does, expects, records }) => [name, does, expects, records]),
    ),
    "## What was answered",
    `Expected is what was known before: by the preview of the stack, by what the transforms compile to, or by the embedded engine, which has run the same
sample. Where nothing could be known, AWS is held against the emulator. What has \`-\` under same is only recorded.`,
    table(["step", "fact", "expected", "emulator", "AWS", "same"], answers(emulator, aws)),
    "## What the emulator is",
    `The real Pulumi CLI and program, over the tests' provider, an emulator of S3, Glue, IAM and Athena (ministack) and two things it does not do: the
deployed scripts run on a local Spark in the order of the workflow's triggers, and a query is answered by DuckDB over the tables as pyiceberg and
the catalog show them. It proves nothing of how Glue starts a script, of rights, of Athena, of limits and times.`,
    `## How to make it`,
    `Credentials of a test account, the Pulumi CLI, and \`npm run aws:prove\`: it says what it costs at most and asks before it makes anything; \`-- --dry-run\`
ends there. It refuses an account that has a stack, bucket, database or workflow of its names. Account ids, ARNs, ids of requests and addresses do not
go into the recording, \`docs/aws-proof/aws.json\`. On a failure or Ctrl-C it takes away what it has made, or says what is left;
\`npm run aws:prove -- --remove\` does it later.`,
  ].join("\n\n")}\n`;
}

function standing(emulator: Recording | undefined, aws: Recording | undefined): string {
  const not = aws === undefined ? ["**Nobody has run it on AWS yet.** What stands here is the emulator's recording alone."] : [];
  const lines = [aws, emulator].flatMap((recording) => (recording === undefined ? [] : [summary(recording)]));
  return [...not, ...lines].join("\n\n");
}

function summary(recording: Recording): string {
  const { where, day, region, commit, pulumi, steps } = recording;
  const done = steps.filter(({ status }) => status === "done").length;
  const other = differing(recording).length;
  const how = holds(recording) ? "all as expected" : `${other === 1 ? "1 fact" : `${other} facts`} not as expected`;
  const at = [day, region, `Pulumi ${pulumi}`, ...(commit === null ? [] : [`commit \`${commit.slice(0, 12)}\``])].join(", ");
  return `${where === "AWS" ? "AWS" : "The emulator"}: ${done} of ${steps.length} steps done, ${how} (${at}).`;
}

function answers(emulator: Recording | undefined, aws: Recording | undefined): readonly (readonly string[])[] {
  return STEPS.flatMap(({ name }) => {
    const [ours, theirs] = [emulator, aws].map((recording) => recording?.steps.find(({ step }) => step === name));
    const names = [...new Set([ours, theirs].flatMap((record) => record?.facts.map((fact) => fact.name) ?? []))];
    const rows = names.map((fact) => {
      const [here, there] = [ours, theirs].map((record) => record?.facts.find((found) => found.name === fact));
      return [name, fact, shown((there ?? here)?.expected), shown(here?.got), shown(there?.got), sameness(here, there)];
    });
    const broken = [ours, theirs].map((record) =>
      record === undefined || record.status === "done" ? "" : (record.error ?? record.status),
    );
    const status = broken.every((text) => text === "") ? [] : [[name, "how it ended", "", ...broken, "**no**"]];
    const seconds =
      ours === undefined && theirs === undefined ? [] : [[name, "seconds", "", shown(ours?.seconds), shown(theirs?.seconds), "-"]];
    return [...rows, ...status, ...seconds];
  });
}

const shown = (value: Value | null | undefined): string =>
  value === null || value === undefined ? "" : typeof value === "number" ? value.toLocaleString("en-US") : value;

/** Of the facts that were answered: whether they are as was known before, and alike where nothing was. */
function sameness(here: Fact | undefined, there: Fact | undefined): string {
  const answered = [here, there].filter((fact) => fact !== undefined);
  if (answered.some(({ compared }) => !compared)) return "-";
  const known = answered.find(({ expected }) => expected !== null)?.expected;
  if (known === undefined && answered.length < 2) return "-";
  const against = known ?? here?.got;
  return answered.every(({ got }) => got === against) ? "yes" : "**no**";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s+/g, " ")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
