import { Command, Option } from "commander";
import { refuse } from "../diagnostics/diagnostic.ts";

export const LANDING = ".sluice/landing";
export const LAKE = ".sluice/lake/duckdb";
export const CACHE = ".sluice/cache";

/** A command with the options that all have. */
export const command = (name: string, summary: string): Command =>
  new Command(name).description(summary).addOption(new Option("--json", "print one JSON object on stdout instead of text"));

/** A command that reads the transforms. */
export const transformsCommand = (name: string, summary: string): Command =>
  command(name, summary).addOption(new Option("--transforms <dir>", "the folder of the transforms").default("transforms"));

/** A whole number from `least` on. Refuses anything else. */
export function wholeNumber(text: string, option: string, least: number): number {
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least ? value : refuse("invalid-value", { value: `\`${option} ${text}\``, expected: `a whole number from ${least} on` });
}
