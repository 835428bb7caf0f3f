import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
  readonly sluice: (...args: readonly string[]) => Readonly<Record<string, unknown>>;
  readonly remove: () => void;
}

export function copyOfLake(environment: Readonly<Record<string, string>> = {}): LakeCopy {
  const folder = mkdtempSync(join(tmpdir(), "sluice-deploy-"));
  const transforms = join(folder, "transforms");
  const generated = join(folder, "generated");
  cpSync(join(REPOSITORY, "transforms"), transforms, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: sluice\nruntime: nodejs\n");
  const run = (args: readonly string[]): string =>
    execFileSync(process.execPath, [join(REPOSITORY, "dsl/cli/main.ts"), ...args], {
      cwd: folder,
      env: { ...process.env, ...environment },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const compile = (): void => void run(["compile", "--transforms", transforms, "--out", generated]);
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
    sluice: (...args) => JSON.parse(run([...args, "--json"])) as Record<string, unknown>,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
