import { nearestOrAll } from "../nearest.ts";
import { error } from "./definition.ts";

/** `sluice ingest`, `trigger` and `query`, and `npm run aws:prove`: a deployed stack. */
export const OPERATE = {
  "no-pulumi": error({
    message: (_: Record<string, never>) => "the command `pulumi` is not on the PATH",
    help: () => "install it: https://www.pulumi.com/docs/install/",
    meaning: "What a stack is made of is asked of Pulumi: buckets, workflow, queries.",
    remedy: "Install the Pulumi CLI, and log in to the backend that holds the stack.",
  }),
  "stack-unusable": error({
    message: (p: { stack: string; reason: string }) => `the stack ${p.stack} cannot be used: ${p.reason}`,
    help: (p) => `deploy it first: \`pulumi up --stack ${p.stack}\``,
    meaning: "The stack is not there, was not deployed, or is not one of this project.",
    remedy: "`pulumi stack ls` lists the stacks. Deploy this one with `pulumi up`.",
  }),
  "aws-failed": error({
    message: (p: { doing: string; reason: string }) => `AWS refused or failed: ${p.doing} (${p.reason})`,
    help: () => "check the credentials, their rights and the region; what was done before stays and may be repeated",
    meaning: "A call to AWS did not succeed. The reason is AWS's own.",
    remedy: "Check the credentials, their rights and the region, and repeat the command: it may be repeated safely.",
  }),
  "unknown-query": error({
    message: (p: { name: string; existing: readonly string[] }) => `the stack has no query \`${p.name}\``,
    help: (p) => nearestOrAll(p.name, p.existing, "queries"),
    meaning: "The named queries of a stack are those of `generated/queries/`.",
    remedy: "Use one of the queries that the message lists.",
  }),
  "query-failed": error({
    message: (p: { name: string; reason: string }) => `the query ${p.name} failed: ${p.reason}`,
    help: () => "fill the tables first: `npx sluice trigger --stack STACK --follow`",
    meaning: "Athena could not run the query. The reason is Athena's own.",
    remedy: "A table that no job has made yet has no data to query: run the workflow first.",
  }),
  "workflow-failed": error({
    message: (p: { workflow: string; jobs: readonly string[] }) =>
      p.jobs.length === 0 ? `the run of ${p.workflow} ended without a job` : `the run of ${p.workflow} failed: ${p.jobs.join("; ")}`,
    help: () => "what failed has committed nothing; mend the cause and start the workflow again",
    meaning: "A job of the workflow did not succeed, so what comes after it was not started.",
    remedy: "The job's log says why. What failed has committed nothing, so the workflow may be started again.",
  }),
  "aws-proof-refused": error({
    message: (p: { reasons: readonly string[] }) => `nothing was made in the account: ${p.reasons.join("; ")}`,
    help: () => "name another stack with `--stack`, or take an account that has none of that name",
    meaning:
      "`npm run aws:prove` makes a stack of its own, with all its names, and destroys it. It touches nothing that is there already, and makes nothing unless it is told to.",
    remedy: "Do what the message says; `--stack NAME` gives the stack, and all that it makes, another name.",
  }),
  "aws-proof-broken": error({
    message: (p: { broken: readonly string[] }) => `the proof does not hold: ${p.broken.join("; ")}`,
    help: () => "see the page that was written, and docs/deploy.md, What can go wrong",
    meaning: "A step of `npm run aws:prove` failed, was stopped, or gave another answer than what was known before.",
    remedy: "The page says step by step what was expected and what was answered. Mend the cause and run it again.",
  }),
  "aws-proof-left": error({
    message: (p: { count: number; left: readonly string[] }) =>
      `${p.count === 1 ? "1 resource is" : `${p.count} resources are`} left in the account: ${p.left.join(", ")}`,
    help: () => "take them away: `npm run aws:prove -- --remove`, with `--stack` where the proof had it",
    meaning:
      "The stack of `npm run aws:prove` could not be destroyed. Its state is kept below `.sluice/prove/`, and costs go on until it is.",
    remedy: "Run `npm run aws:prove -- --remove`, as often as it takes: it goes on where it stopped.",
  }),
};
