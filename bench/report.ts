import { cpus } from "node:os";
import { isMet, median, type Report, type Row, type Target, type Unit } from "./benchmark.ts";

/** The load averages (1, 5 and 15 minutes) around the measurement. */
export interface Machine {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Markdown tables: what was measured, with how far the runs lie apart, and what was promised. */
export function textReport(summary: string, { rows, targets }: Report, { before, after }: Machine): string {
  const load = ([minute = 0]: readonly number[]): string => minute.toFixed(1);
  return [
    `${summary}`,
    "",
    `${cpus().length} processors (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}; load ${load(before)} before, ${load(after)} after`,
    "",
    "| measured | median | least | most |",
    "|---|---|---|---|",
    ...rows.map(rowText),
    "",
    "| target | bound | measured | |",
    "|---|---|---|---|",
    ...targets.map(targetText),
  ].join("\n");
}

const rowText = ({ what, unit, values }: Row): string =>
  `| ${[what, shown(median(values), unit), shown(Math.min(...values), unit), shown(Math.max(...values), unit)].join(" | ")} |`;

function targetText(target: Target): string {
  const { claim, unit, bound, measured } = target;
  const limit = "atLeast" in bound ? `at least ${shown(bound.atLeast, unit)}` : `at most ${shown(bound.atMost, unit)}`;
  return `| ${claim} | ${limit} | ${shown(measured, unit)} | ${isMet(target) ? "met" : "missed"} |`;
}

const shown = (value: number, unit: Unit): string => `${unit === "x" ? value.toFixed(2) : Math.round(value).toLocaleString("en")} ${unit}`;

export const jsonReport = (benchmark: string, { rows, targets }: Report, machine: Machine): string =>
  JSON.stringify({
    benchmark,
    node: process.versions.node,
    processors: cpus().length,
    load: machine,
    rows: rows.map((row) => ({ ...row, median: median(row.values) })),
    targets: targets.map((target) => ({ ...target, met: isMet(target) })),
  });
