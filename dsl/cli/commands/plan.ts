import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Comparison } from "../../change/compare.ts";
import type { ChangeReport } from "../../change/report.ts";
import { type Diagnostic, refuse } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/visible.ts";
import { counted } from "../counted.ts";
import { command, folderOption } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { stoppable } from "../stoppable.ts";

interface Options {
  readonly transforms: string;
  readonly out: string;
  readonly base?: string;
  readonly landing?: string;
  readonly glue: "6.0" | "5.1";
  readonly lastRun?: string;
  readonly acknowledge?: string;
  readonly markdown?: string;
  readonly diffUrl?: string;
  readonly json?: boolean;
}

/** `sluice plan`: what the change from a generated tree to what the transforms compile to now means. */
export const planCommand = (): Command =>
  command("plan", "show what a change of the transforms means: columns, rows, people's data, rights, cost")
    .addOption(folderOption("--transforms <dir>", "the folder of the transforms, with breaks.json", "transforms"))
    .addOption(folderOption("--out <dir>", "the folder of the generated files", "generated"))
    .option("--base <ref|dir>", "a commit, or a folder of generated files (default: where this left the default branch)")
    .addOption(folderOption("--landing <dir>", "run both versions on these landing files, and count rows"))
    .addOption(new Option("--glue <version>", "the version of Glue whose price runs have").choices(["6.0", "5.1"]).default("6.0"))
    .option("--last-run <file>", "how long jobs took: what `aws glue get-job-runs` or `sluice run --json` printed")
    .option("--acknowledge <reason>", "write what must be acknowledged into breaks.json, with this reason", reasonText)
    .option("--markdown <file>", "write it as the comment of a pull request as well; - is stdout, instead of the text")
    .option("--diff-url <url>", "the page of the pull request's files, which the comment links to", webAddress)
    .action((options: Options) => conclude(options, () => stoppable((signal) => plan(options, signal))));

async function plan(options: Options, signal: AbortSignal): Promise<Outcome> {
  const { baseOf, usualBase, whyNoBase } = await import("../../change/base.ts");
  const { comparisonWith, reportFor } = await import("../../change/report-for.ts");
  const { jsonReport } = await import("../../change/report.ts");
  const { compiledTree } = await import("../compiled-tree.ts");
  const head = await compiledTree(options.transforms, options.out, signal);
  if (head.files === undefined) return { diagnostics: head.diagnostics };
  const diagnostics = [...head.diagnostics, ...(await behind(head.outdated, options))];
  const noBase = (): never => refuse("unknown-base", { base: "the default branch", ...whyNoBase(options) });
  const base = options.base === undefined ? (usualBase(options) ?? noBase()) : baseOf(options.base, options);
  const comparison = comparisonWith(base, head.files);
  const figures = { glue: options.glue, last: await lastRun(options.lastRun), outdated: head.outdated };
  const first = reportFor(comparison, base, options, figures);
  const more = { ...figures, rows: await rowsOf(comparison, first, options, signal) };
  const report = reportFor(comparison, base, options, more);
  if (options.acknowledge === undefined) return { diagnostics, ...(await shown(report, options)), data: jsonReport(report) };
  const { writeBreaks } = await import("../../change/acknowledge/write.ts");
  const written = writeBreaks(report, fileOf(options), options.acknowledge);
  const after = reportFor(comparison, base, options, more);
  const said = `${counted(written, "acknowledgement")} written to ${visible(fileOf(options))}.`;
  const { text, ...how } = await shown(after, options);
  return { diagnostics, text: `${text}\n\n${said}`, ...how, data: jsonReport(after) };
}

/** That the plan is not of the files as they stand. */
async function behind(outdated: readonly string[], options: Options): Promise<readonly Diagnostic[]> {
  const { diagnosticsOf } = await import("../outcome.ts");
  const [first] = outdated;
  if (first === undefined) return [];
  const parameters = { files: outdated.length, first, out: options.out, transforms: options.transforms };
  return await diagnosticsOf([{ code: "generated-behind", parameters }], options);
}

/** Counts rows where there are landing files to count on. */
async function rowsOf(comparison: Comparison, { jobs }: ChangeReport, { landing }: Options, signal: AbortSignal) {
  if (landing === undefined) return undefined;
  const { countRows } = await import("../../change/rows/count-rows.ts");
  const { runProgress } = await import("../run-progress.ts");
  const progress = runProgress(process.stderr);
  const tables = jobs.jobs.map(({ table }) => table);
  return await countRows(comparison, tables, { landing, scratch: ".sluice", signal, onProgress: progress.show }).finally(progress.end);
}

/** The text, and the Markdown where it is wanted. */
async function shown(report: ChangeReport, options: Options): Promise<{ readonly text: string; readonly verbatim?: boolean }> {
  const { markdown, diffUrl } = options;
  if (markdown === undefined) return { text: await textOf(report, options) };
  const { changeMarkdown } = await import("../../change/show/markdown.ts");
  const { pathInRepository } = await import("../../change/tree/git.ts");
  const diff = diffUrl === undefined ? undefined : { url: diffUrl, below: pathInRepository(options.out) ?? "" };
  const text = changeMarkdown(report, { file: fileOf(options), diff });
  if (markdown === "-") return { text: text.trimEnd(), verbatim: true };
  try {
    writeFileSync(markdown, text);
  } catch (failure) {
    refuse("cannot-write", { path: markdown, reason: (failure as Error).message });
  }
  return { text: await textOf(report, options) };
}

function webAddress(text: string): string {
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) throw new InvalidArgumentError("It is no address of a web page.");
  return text;
}

const fileOf = ({ transforms }: Options): string => join(transforms, "breaks.json");

function reasonText(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It gives no reason.");
  return text;
}

async function lastRun(file: string | undefined) {
  const { durationsIn, NO_DURATIONS } = await import("../../change/cost/last-run.ts");
  if (file === undefined) return NO_DURATIONS;
  const { textOf: read } = await import("../../source/regular-file.ts");
  return durationsIn(file, read(file) ?? refuse("cannot-read", { path: file, reason: "it does not exist" }));
}

async function textOf(report: ChangeReport, options: Options): Promise<string> {
  const { changeText } = await import("../change-text.ts");
  const { wantsColour } = await import("../../diagnostics/paint.ts");
  const { widthOf } = await import("../terminal-width.ts");
  return changeText(report, {
    colour: wantsColour(process.env, process.stdout.isTTY === true),
    width: widthOf(process.stdout),
    file: fileOf(options),
  });
}
