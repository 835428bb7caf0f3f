import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/** A copy of the project's transforms with what they compile to, in a folder that Pulumi takes for the project. */
export interface LakeCopy {
  readonly folder: string;
  readonly transforms: string;
  readonly generated: string;
  readonly compile: () => void;
  /** Changes a file of the transforms and compiles. */
  readonly edit: (file: string, change: (text: string) => string) => void;
  /** Runs `sluice` in the folder and gives the object of `--json`. */
  readonly sluice: (...args: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
  readonly remove: () => void;
}

export function copyOfLake(environment: Readonly<Record<string, string>> = {}): LakeCopy {
  const folder = mkdtempSync(join(tmpdir(), "sluice-deploy-"));
  const transforms = join(folder, "transforms");
  const generated = join(folder, "generated");
  cpSync(join(REPOSITORY, "transforms"), transforms, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: sluice\nruntime: nodejs\n");
  const main = join(REPOSITORY, "dsl/cli/main.ts");
  const compile = (): void =>
    void execFileSync(process.execPath, [main, "compile", "--transforms", transforms, "--out", generated], { cwd: folder, stdio: "pipe" });
  compile();
  return {
    folder,
    transforms,
    generated,
    compile,
    edit: (file, change) => {
      const path = join(transforms, file);
      const text = readFileSync(path, "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`the test changes nothing in ${file}`);
      writeFileSync(path, changed);
      compile();
    },
    // Not at once: what the command talks to may be in this process.
    sluice: async (...args) => {
      const { stdout } = await promisify(execFile)(process.execPath, [main, ...args, "--json"], {
        cwd: folder,
        env: { ...process.env, ...environment },
        maxBuffer: 100_000_000,
      });
      return JSON.parse(stdout) as Record<string, unknown>;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
