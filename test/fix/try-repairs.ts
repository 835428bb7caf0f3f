import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../../dsl/compiler/compile.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { textsWith } from "../../dsl/fix/apply.ts";
import { folderOf, scenarioNames } from "../scenarios/scenario.ts";

/** What became of a scenario's mistake when a repair that its message shows was written into the file. */
export interface Tried {
  readonly scenario: string;
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
  readonly shown: string;
  readonly isSafe: boolean;
  /** How many mistakes of this code and message there were before and after. */
  readonly before: number;
  readonly after: number;
  /** Files that cannot be run any more. */
  readonly broken: readonly string[];
}

const BROKEN: readonly string[] = ["syntax-error", "module-not-found", "missing-export"];

/** A program: one line of JSON for each repair of each message of each scenario. */
const folder = mkdtempSync(join(tmpdir(), "sluice-repairs-"));
const told = async (cwd: string): Promise<readonly Diagnostic[]> =>
  (await compile({ transforms: join(cwd, "transforms"), cache: join(folder, "cache"), cwd })).diagnostics;

for (const scenario of scenarioNames()) {
  const original = folderOf(scenario);
  const diagnostics = await told(original);
  for (const [i, diagnostic] of diagnostics.entries()) {
    for (const [j, { shown, isSafe, edits }] of diagnostic.repairs.entries()) {
      const { code, message, suggestion } = diagnostic;
      const cwd = join(folder, `${scenario}-${i}-${j}`);
      cpSync(join(original, "transforms"), join(cwd, "transforms"), { recursive: true });
      for (const [file, text] of textsWith(edits, (path) => join(original, path)) ?? []) writeFileSync(join(cwd, file), text);
      const after = await told(cwd);
      const count = (list: readonly Diagnostic[]): number =>
        list.filter((other) => other.code === code && other.message === message).length;
      const broken = after.filter((other) => BROKEN.includes(other.code) && !diagnostics.some(({ message: had }) => had === other.message));
      const tried: Tried = {
        scenario,
        code,
        message,
        suggestion,
        shown,
        isSafe,
        before: count(diagnostics),
        after: count(after),
        broken: broken.map((other) => other.message),
      };
      process.stdout.write(`${JSON.stringify(tried)}\n`);
    }
  }
}
rmSync(folder, { recursive: true, force: true });
