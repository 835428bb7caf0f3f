import { Command, InvalidArgumentError, Option } from "commander";
import { refuse } from "../diagnostics/diagnostic.ts";
import { memoryHere } from "../run/memory/available.ts";
import { type MemorySize, parseMemorySize } from "../run/memory/size.ts";

export const LANDING = ".sluice/landing";
export const LAKE = ".sluice/lake/duckdb";
export const SPARK_LAKE = ".sluice/lake/spark";
export const CATALOG = ".sluice/catalog";
export const CACHE = ".sluice/cache";

/** A command with the options that all have. */
export const command = (name: string, summary: string): Command =>
  new Command(name).description(summary).addOption(new Option("--json", "print one JSON object on stdout instead of text"));

/** A command that reads the transforms. */
export const transformsCommand = (name: string, summary: string): Command =>
  command(name, summary).addOption(folderOption("--transforms <dir>", "the folder of the transforms", "transforms"));

/** An option that names a folder. Empty is what a shell makes of a variable that is not set: never the working folder. */
export const folderOption = (flags: string, what: string, usual?: string): Option =>
  new Option(flags, what).default(usual).argParser((text: string) => {
    if (text === "") throw new InvalidArgumentError("It names no folder.");
    return text;
  });

/** How much memory a run on the embedded engine may use. */
export const memoryOption = (): Option =>
  new Option(
    "--memory <size>",
    "how much memory it may use: 800MB, 1.5GiB or 50%; what is more goes to the disk while it lasts (default: three quarters of what the machine or its control group has, as far as it is free)",
  ).argParser((text): MemorySize => {
    const size = parseMemorySize(text, memoryHere().total);
    if (typeof size === "string") throw new InvalidArgumentError(size);
    return size;
  });

/** A whole number from `least` on. Refuses anything else. */
export function wholeNumber(text: string, option: string, least: number): number {
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least ? value : refuse("invalid-value", { value: `\`${option} ${text}\``, expected: `a whole number from ${least} on` });
}
