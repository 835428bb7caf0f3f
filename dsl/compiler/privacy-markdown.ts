import { visibleLine } from "../diagnostics/visible.ts";
import type { PrivacyReport, TablePrivacy } from "./privacy-report.ts";

/** The report as a page: `privacy.md`. Texts of the authors are shown as text, whatever is in them. */
export function privacyMarkdown({ tables, acknowledgements, native, assumptions }: PrivacyReport): string {
  return [
    "# Privacy report",
    "",
    "What is proven of every table, from the declarations alone. `npx sluice explain TABLE` shows a proof step by step.",
    "",
    "## Tables",
    "",
    "| table | zone | consent | one row, one person | fan-out | personal data |",
    "|---|---|---|---|---|---|",
    ...tables.map(rowOf),
    "",
    ...section("Claims", tables.flatMap(claimsOf), "There is no table."),
    ...section(
      "Exceptions, each with its reason",
      acknowledgements.flatMap(({ kind, table, column, reason, accepts }) => [
        `- **${kind}** in ${name(table)}${column === undefined ? "" : `, column ${name(column)}`}: ${text(reason)}`,
        ...accepts.map((claim) => `  - accepts: ${words(claim)}`),
      ]),
      "There are none.",
    ),
    ...section(
      "Native expressions, of which nothing is proven but what they may be computed from",
      native.map(
        ({ table, spark, duckdb, inputs }) =>
          `- ${name(table)}: ${text(spark)} (Spark), ${text(duckdb)} (DuckDB), where ${text(inputs.join(", ") || "there is no input")}`,
      ),
      "There are none.",
    ),
    ...section(
      "What the proofs assume",
      assumptions.map(({ assumes, usedBy }) => `- ${words(assumes)} (${usedBy.map(name).join(", ")})`),
      "Nothing.",
    ),
  ].join("\n");
}

function rowOf({ table, zone, requires, consent, onePerson, fanOut, personal }: TablePrivacy): string {
  const kinds = [...new Set(Object.values(personal).flat())].sort();
  const cells = [
    name(table),
    name(zone),
    requires === null ? "not required" : summary(consent),
    summary(onePerson),
    summary(fanOut),
    kinds.length === 0 ? "none" : kinds.map(text).join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}

function summary(claims: readonly { readonly status: string }[]): string {
  if (claims.length === 0) return "nothing to show";
  const count = new Map<string, number>();
  for (const { status } of claims) count.set(status, (count.get(status) ?? 0) + 1);
  return [...count].map(([status, times]) => (count.size === 1 && times === 1 ? status : `${times} ${status}`)).join(", ");
}

const claimsOf = ({ table, consent, onePerson, fanOut, personal, presence }: TablePrivacy): readonly string[] => [
  `- ${name(table)}`,
  ...[...consent, ...onePerson, ...fanOut].map(({ claim, status }) => `  - ${status}: ${words(claim)}`),
  ...Object.entries(personal).map(([column, kinds]) => `  - ${name(column)} holds ${kinds.map(text).join(", ")}`),
  ...(presence.length === 0 ? [] : [`  - which rows there are is decided by ${presence.map(text).join(", ")}`]),
];

const section = (title: string, lines: readonly string[], none: string): readonly string[] => [
  `## ${title}`,
  "",
  ...(lines.length === 0 ? [none] : lines),
  "",
];

/** A text on one line in which nothing is Markdown or HTML, and nothing is hidden. */
const text = (value: string): string =>
  visibleLine(value.replace(/[\\`*{}[\]#~<>|&]/g, "\\$&").replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_"));

/** Our own words and checked names: only what would break the table or the page is taken out. */
const words = (value: string): string => visibleLine(value.replace(/[<>|&]/g, "\\$&"));

/** A checked name of a table, zone or column. */
const name = (value: string): string => `\`${value}\``;
