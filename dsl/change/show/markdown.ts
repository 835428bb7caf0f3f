import { sha256 } from "../../compiler/manifest.ts";
import { ownValue } from "../../schema/own-value.ts";
import { sentenceOf } from "../change.ts";
import type { ChangeReport, Told } from "../report.ts";
import type { Right } from "../rights.ts";
import { codeSpan, codeTag, marked } from "./code-span.ts";
import { costInWords, countsInWords, feltInWords, rightsInWords, rowsInWords, usd } from "./words.ts";

export interface MarkdownOptions {
  /** The file of acknowledgements, as the user finds it. */
  readonly file: string;
  /** The page that shows the difference of the files, and the path of the generated files in the repository, with a slash at its end. */
  readonly diff?: { readonly url: string; readonly below: string } | undefined;
}

/** By this the comment is found again. */
export const MARKER = "<!-- sluice plan -->";

/** The most characters, with room to the 65,536 that GitHub takes. */
export const MOST = 64_000;
const MOST_OF_A_BLOCK = 12_000;

/**
 * The report as a comment of a pull request: what must be acknowledged on top, all else folded. Of a change that is too large for a
 * comment it shows the gravest part, and says what it leaves out. Texts of others are shown as code, whatever is in them.
 */
export function changeMarkdown(report: ChangeReport, options: MarkdownOptions): string {
  const head = [MARKER, `### Sluice plan: ${countsInWords(report)}`, "", `Since ${codeSpan(report.base)}.`, ...answers(report, options)];
  const blocks = [
    ...tableBlocks(report, options),
    folded(
      "Downstream, whether or not it changed itself",
      report.downstream.map((felt) => `- ${codeSpan(felt.table)}: ${marked(feltInWords(felt))}`),
    ),
    folded("Access rights of jobs", report.rights.flatMap(rightsLines)),
    folded("Rows", rowsLines(report)),
    folded("Jobs to run again", jobsLines(report), usd(report.jobs.cost)),
  ].filter((block) => block !== "");
  return `${fitting(head.join("\n"), blocks).join("\n\n")}\n`;
}

/** The blocks that have room, and how many have none. */
function fitting(head: string, blocks: readonly string[]): readonly string[] {
  const shown = [head];
  let room = MOST - head.length - LAST_WORD;
  let left = 0;
  for (const block of blocks) {
    if (block.length + 2 <= room) {
      shown.push(block);
      room -= block.length + 2;
    } else left += 1;
  }
  return left === 0 ? shown : [...shown, `${left} more parts have no room here: \`npx sluice plan\` shows them all.`];
}

const LAST_WORD = 100;

/** The lines that have room, and how many have none. */
function within(lines: readonly string[], most: number): readonly string[] {
  let room = most;
  const at = lines.findIndex((line) => {
    room -= line.length + 1;
    return room < 0;
  });
  return at < 0 ? lines : [...lines.slice(0, at), `- and ${lines.length - at} more lines`];
}

function folded(title: string, lines: readonly string[], more?: string): string {
  if (lines.length === 0) return "";
  const summary = `<b>${title}</b>${more === undefined ? "" : `: ${more}`}`;
  return ["<details>", `<summary>${summary}</summary>`, "", ...within(lines, MOST_OF_A_BLOCK), "", "</details>"].join("\n");
}

/** What somebody has to do. */
function answers({ unacknowledged, stale, outdated = [] }: ChangeReport, { file }: MarkdownOptions): readonly string[] {
  const list = (title: string, changes: readonly string[]): readonly string[] =>
    changes.length === 0
      ? []
      : [
          "",
          `**${title}**`,
          "",
          ...within(
            changes.map((change) => `- ${codeSpan(change)}`),
            MOST_OF_A_BLOCK,
          ),
        ];
  return [
    ...list("These files are not what the transforms compile to: run `npx sluice compile` and commit the result", outdated),
    ...list(
      `To acknowledge in ${codeSpan(file)}, each with a reason, or to undo`,
      unacknowledged.map(({ identity }) => identity),
    ),
    ...list(
      `Acknowledged in ${codeSpan(file)}, and no change`,
      stale.map(({ change }) => change),
    ),
  ];
}

/** A block for each table, in the order of the changes. */
const tableBlocks = (report: ChangeReport, options: MarkdownOptions): readonly string[] =>
  [...Map.groupBy(report.changes, ({ table }) => table)].map(([table, changes]) => {
    const title = table === null ? "The lake" : codeTag(table);
    const lines = changes.flatMap(changeLines);
    return folded(title, [...lines, ...linkLines(table, report, options)], countsInWords({ ...report, changes }));
  });

const MOST_NOTES = 6;

const changeLines = (change: Told): readonly string[] => [
  [
    `- **${change.class}** ${marked(sentenceOf(change))}`,
    ...change.notes.slice(0, MOST_NOTES).map((note) => `  - ${marked(note)}`),
    ...(change.notes.length > MOST_NOTES ? [`  - and ${change.notes.length - MOST_NOTES} more`] : []),
    ...(change.reason === null ? [] : [`  - acknowledged: ${codeSpan(change.reason)}`]),
  ].join("\n"),
];

/** Where the script's own difference stands: GitHub names the place of a file by the hash of its path. */
function linkLines(table: string | null, { scripts }: ChangeReport, { diff }: MarkdownOptions): readonly string[] {
  const path = table === null ? undefined : ownValue(scripts, table);
  if (path === undefined) return [];
  if (diff === undefined) return ["", `Script: ${codeSpan(path)}`];
  return [
    "",
    `[The script's difference](${encodeURI(diff.url).replaceAll(/[()]/g, encodeURIComponent)}#diff-${sha256(diff.below + path)})`,
  ];
}

function rightsLines({ table, gained, lost }: ChangeReport["rights"][number]): readonly string[] {
  const lines = (verb: string, rights: readonly Right[]): readonly string[] =>
    rightsInWords(rights).map(({ purpose, on, actions }) => `  - ${verb} ${purpose}: ${on.map(codeSpan).join(", ")} (${actions})`);
  return [[`- ${codeSpan(table)}`, ...lines("gains", gained), ...lines("loses", lost)].join("\n")];
}

function rowsLines({ rows }: ChangeReport): readonly string[] {
  if (rows === undefined) return [];
  const failed = Object.entries(rows.failed).map(([side, reason]) => `- The ${side} could not be run: ${codeSpan(reason)}`);
  return [...failed, ...rows.tables.map((table) => `- ${codeSpan(table.table)}: ${rowsInWords(table)}`)];
}

function jobsLines({ jobs }: ChangeReport): readonly string[] {
  if (jobs.jobs.length === 0) return [];
  const line = ({ table, why, seconds, cost }: ChangeReport["jobs"]["jobs"][number]): string =>
    `- ${codeSpan(table)} (${why}): ${seconds === null ? "" : `${Math.round(seconds)} s, `}${usd(cost)}`;
  return [costInWords(jobs), "", ...jobs.jobs.map(line)];
}
