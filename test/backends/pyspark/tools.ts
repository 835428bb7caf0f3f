import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const answers = (command: string): boolean => spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;

const find = (what: string, candidates: readonly (string | undefined)[]): string | undefined => {
  const found = candidates.find(
    (candidate) => candidate !== undefined && (!candidate.includes("/") || existsSync(candidate)) && answers(candidate),
  );
  if (found === undefined)
    console.warn(`${what} was not found, so its tests are skipped: set SLUICE_${what.toUpperCase()} or put it on the PATH`);
  return found;
};

const ours = (name: string): string => new URL(`../../../.sluice/python/bin/${name}`, import.meta.url).pathname;

/** Undefined where there is none: then the tests that need it are skipped, and say so. */
export const RUFF = find("ruff", [process.env.SLUICE_RUFF, ours("ruff"), "ruff"]);
export const PYTHON = find("python", [process.env.SLUICE_PYTHON, ours("python"), "python3"]);

const SETTINGS = ["--isolated", "--line-length", "100"];
const CHECKS = [
  "--select",
  "E,F,W,I,B,UP,C4,SIM,RUF",
  "--target-version",
  "py311",
  "--config",
  'lint.isort.known-first-party=["sluice"]',
  "--output-format",
  "concise",
];

/** What ruff would change, as a diff, and what it has to say. Empty when it is content. */
export function ruffSays(source: string, ignored: readonly string[] = []): { readonly format: string; readonly check: string } {
  if (RUFF === undefined) throw new Error("there is no ruff");
  const folder = mkdtempSync(join(tmpdir(), "sluice-ruff-"));
  try {
    const file = join(folder, "job.py");
    writeFileSync(file, source);
    const run = (args: readonly string[]): string => {
      const { status, stdout, stderr } = spawnSync(RUFF, [...args, file], { encoding: "utf8" });
      return status === 0 ? "" : `${stdout}${stderr}`.replaceAll(folder, "");
    };
    const ignore = ignored.length === 0 ? [] : ["--ignore", ignored.join(",")];
    return { format: run(["format", "--diff", ...SETTINGS]), check: run(["check", "--no-cache", ...SETTINGS, ...CHECKS, ...ignore]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The module as Python itself parses it, in the form that `python_tree.py` gives. */
export function parsedByPython(source: string): unknown {
  if (PYTHON === undefined) throw new Error("there is no Python");
  const script = new URL("./python_tree.py", import.meta.url).pathname;
  return JSON.parse(execFileSync(PYTHON, [script], { input: source, encoding: "utf8", maxBuffer: 2 ** 28 }));
}
