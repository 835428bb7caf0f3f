import { error, warning } from "./definition.ts";

/** `sluice plan`, and the breaking changes that `sluice check` asks about. */
export const CHANGES = {
  "unknown-base": error({
    message: (p: { base: string; reason: string }) => `there is nothing to compare with: \`${p.base}\` ${p.reason}`,
    help: () => "`--base` takes a branch, tag or commit of git, or a folder of generated files",
    meaning: "A change is seen between two generated trees. The one to start from is neither a folder with a `manifest.json` nor a commit.",
    remedy: "Name a branch, tag or commit that is in this clone (`git fetch` brings more), or a folder of generated files.",
  }),
  "changes-not-compared": error({
    message: (p: { reason: string }) => `changes cannot be compared here: the default branch ${p.reason}`,
    help: () => "`actions/checkout` takes `with: { fetch-depth: 0 }`; `--base REF` or `--base DIR` names something else to compare with",
    meaning:
      "`sluice check` fails for a breaking change that nobody acknowledged. Git cannot tell what changed since the default branch, so such a change would pass. On your own machine that is a notice; where `CI=true` it is an error.",
    remedy: "Fetch the whole history in the build (`fetch-depth: 0` of `actions/checkout`, `GIT_DEPTH: 0` of GitLab), or name a base.",
  }),
  "generated-behind": warning({
    message: (p: { files: number; first: string; out: string; transforms: string }) =>
      `${p.files === 1 ? `${p.first} is` : `${p.files} files in ${p.out} (${p.first}, ...) are`} not what ${p.transforms} compiles to; the plan is of what it compiles to`,
    help: () => "run `npx sluice compile` and commit the result",
    meaning:
      "`sluice plan` says what the transforms mean as they are now. The generated files, which are what will run, say something else: they were not compiled since, or somebody edited them.",
    remedy: "Run `npx sluice compile` and commit the result. `npx sluice check` fails until then.",
  }),
  "tree-unreadable": error({
    message: (p: { tree: string; path: string; fault: string }) => `${p.path} of ${p.tree} ${p.fault}`,
    help: () => "compile that tree with this version of Sluice, or compare with a newer one",
    meaning:
      "Generated files are compared as they stand, without running the transforms that they came from, and these are not what this version of Sluice writes.",
    remedy:
      "If another version of Sluice wrote them, compile that state of the transforms with this version into a folder, and name the folder with `--base`. If somebody edited them, restore them.",
  }),
  "unacknowledged-break": error({
    message: (p: { change: string; sentence: string; base: string; file: string }) =>
      `${p.sentence} (since ${p.base}), and ${p.file} says nothing of it`,
    help: (p) => `if it is meant, write into ${p.file}: ${JSON.stringify({ change: p.change, reason: "..." })}`,
    meaning:
      "A breaking change takes away what a reader of a table could rely on; some changes prove less of people. Nobody makes one without saying why, exactly which, in a file that is reviewed.",
    remedy:
      'Undo it, or write it with its reason into `transforms/breaks.json`; `npx sluice plan --acknowledge "REASON"` does it for all at once.',
  }),
  "stale-acknowledgement": error({
    message: (p: { change: string; base: string; file: string }) => `${p.file} acknowledges what is no change since ${p.base}: ${p.change}`,
    help: () => "take it out: it would excuse a change that nobody has looked at",
    meaning: "An acknowledgement names one change exactly. There is no such change, or no longer.",
    remedy: "Take it out, or correct it: `npx sluice plan` shows what has changed. What was acknowledged in the base already may stay.",
  }),
  "breaks-file-wrong": error({
    message: (p: { file: string; fault: string }) => `${p.file} is not a file of acknowledged changes: ${p.fault}`,
    help: () => 'it looks like `{ "breaks": [{ "change": "column-dropped towns.mayor string", "reason": "..." }] }`',
    meaning: "The file lists changes, each with the reason why it is made.",
    remedy: "Correct what the message names.",
  }),
  "run-metrics-wrong": error({
    message: (p: { file: string; fault: string }) => `${p.file} does not say how long jobs took: ${p.fault}`,
    help: () => "give what `aws glue get-job-runs` or `sluice run --json` has printed",
    meaning: "The cost of running jobs again is estimated from the last run, when its figures are given.",
    remedy: "Give the JSON that `aws glue get-job-runs --job-name JOB` or `npx sluice run --engine spark --json` prints.",
  }),
};
