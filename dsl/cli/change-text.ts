import stringWidth from "string-width";
import { type ChangeClass, sentenceOf } from "../change/change.ts";
import type { ChangeReport, Told } from "../change/report.ts";
import type { Right } from "../change/rights.ts";
import type { Part, Sentence } from "../change/sentence.ts";
import { costInWords, countsInWords, feltInWords, rightsInWords, rowsInWords, usd } from "../change/show/words.ts";
import { type Paint, paintOf } from "../diagnostics/paint.ts";
import { visible } from "../diagnostics/visible.ts";
import { wrapped } from "../diagnostics/wrap.ts";
import { textTable } from "./text-table.ts";

export interface TextOptions {
  readonly colour: boolean;
  /** Terminal cells of a line; undefined where lines may be of any length. */
  readonly width: number | undefined;
  /** The file of acknowledgements, as the user finds it. */
  readonly file: string;
}

/** What `sluice plan` prints for people. Names and texts of others are shown, whatever is in them. */
export function changeText(report: ChangeReport, { colour, width, file }: TextOptions): string {
  const paint = paintOf(colour);
  const block: Block = (indent, text, first = indent) => {
    const lines = width === undefined ? [text] : wrapped(text, width - indent.length, width - indent.length);
    return lines.map((line, i) => `${i === 0 ? first : indent}${line}`);
  };
  const changeLines = (change: Told): readonly string[] => [
    ...block(INDENT, shown(sentenceOf(change)), `  ${BRUSHES[change.class](paint)(change.class.padEnd(WIDEST))}  `),
    ...change.notes.flatMap((note) => block(`${INDENT}  `, shown(note))),
    ...(change.reason === null ? [] : block(`${INDENT}  `, `acknowledged: ${visible(change.reason)}`)),
  ];
  const tables = Map.groupBy(report.changes, ({ table }) => table ?? "the lake");
  return [
    ...block("", `Since ${visible(report.base)}: ${countsInWords(report)}`),
    ...[...tables].flatMap(([table, changes]) => ["", paint.strong(visible(table)), ...changes.flatMap(changeLines)]),
    ...section("Downstream, whether or not it changed itself", paint, feltLines(report, block)),
    ...section(
      "Access rights of jobs",
      paint,
      report.rights.flatMap((rights) => rightsLines(rights, block)),
    ),
    ...rowsLines(report, paint),
    ...section(
      "Jobs to run again",
      paint,
      report.jobs.jobs.length === 0 ? [] : [...jobLines(report), ...block("  ", costInWords(report.jobs))],
    ),
    ...section(
      `To acknowledge in ${visible(file)}, or to undo`,
      paint,
      report.unacknowledged.flatMap(({ identity }) => block("    ", visible(identity), "  ")),
    ),
    ...section(
      `Acknowledged in ${visible(file)}, and no change`,
      paint,
      report.stale.flatMap(({ change }) => block("    ", visible(change), "  ")),
    ),
  ].join("\n");
}

const WIDEST = "breaking".length;
const INDENT = " ".repeat(2 + WIDEST + 2);

const BRUSHES: { readonly [C in ChangeClass]: (paint: Paint) => (text: string) => string } = {
  breaking: ({ error }) => error,
  privacy: ({ warning }) => warning,
  widening: ({ note }) => note,
  additive: ({ gutter }) => gutter,
  wording: () => (text) => text,
};

const partText = (part: Part): string => (typeof part === "string" ? part : visible(part.code));
const shown = (sentence: Sentence): string => sentence.map(partText).join("");

const section = (title: string, paint: Paint, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", paint.strong(title), ...lines];

const tableLines = (rows: readonly (readonly string[])[], rightFrom?: number): readonly string[] =>
  rows.length === 0
    ? []
    : textTable(rows, rightFrom)
        .split("\n")
        .map((line) => `  ${line}`);

function rightsLines({ table, gained, lost }: ChangeReport["rights"][number], block: Block): readonly string[] {
  const lines = (sign: string, rights: readonly Right[]): readonly string[] =>
    rightsInWords(rights).flatMap(({ purpose, on, actions }) =>
      block("        ", `${purpose}: ${on.map(visible).join(", ")} (${actions})`, `    ${sign} `),
    );
  return [`  ${visible(table)}`, ...lines("+", gained), ...lines("-", lost)];
}

function feltLines({ downstream }: ChangeReport, block: Block): readonly string[] {
  const widest = Math.max(0, ...downstream.map(({ table }) => stringWidth(visible(table))));
  return downstream.flatMap((felt) => {
    const name = visible(felt.table);
    const space = " ".repeat(widest - stringWidth(name));
    return block(" ".repeat(widest + 4), shown(feltInWords(felt)), `  ${name}${space}  `);
  });
}

/** Lines of a text, all but the first indented; `first` is what stands before that. */
type Block = (indent: string, text: string, first?: string) => readonly string[];

function rowsLines({ rows }: ChangeReport, paint: Paint): readonly string[] {
  if (rows === undefined) return [];
  const failed = Object.entries(rows.failed).map(([side, reason]) => `  The ${side} could not be run: ${visible(reason)}`);
  const lines = [...failed, ...tableLines(rows.tables.map((table) => [table.table, rowsInWords(table)]))];
  return section(`Rows, from ${visible(rows.landing)}`, paint, lines.length === 0 ? ["  no table is made of other rows"] : lines);
}

const jobLines = ({ jobs: { jobs, cost } }: ChangeReport): readonly string[] =>
  tableLines(
    [
      ...jobs.map((job) => [job.table, job.why, job.seconds === null ? "" : `${Math.round(job.seconds)} s`, usd(job.cost)]),
      ["all", "", "", usd(cost)],
    ],
    2,
  );
