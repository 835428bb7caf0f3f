import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pulumi } from "../pulumi.ts";
import type { PulumiHere } from "./bench.ts";
import { copyProject } from "./project.ts";
import { SETTINGS } from "./subject.ts";

/** The folder in which a proof works: a copy of the project, the stack's state, which is nobody else's, the sample. */
export interface Workplace {
  readonly folder: string;
  readonly project: string;
  readonly landing: string;
  readonly stack: string;
}

export const workplaceOf = (cwd: string, stack: string): Workplace => {
  const folder = resolve(cwd, ".sluice/prove", stack);
  return { folder, project: join(folder, "project"), landing: join(folder, "landing"), stack };
};

const PASSPHRASE = "passphrase";

export const isThere = ({ folder }: Workplace): boolean => existsSync(join(folder, PASSPHRASE));

/** Makes the folder, its copy of the project at `cwd` and the settings of the stack. */
export function makeWorkplace({ folder, project, stack }: Workplace, cwd: string, region: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "state"), { recursive: true, mode: 0o700 });
  copyProject(cwd, project);
  const settings = Object.entries({ "aws:region": region, ...SETTINGS }).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
  writeFileSync(join(project, `Pulumi.${stack}.yaml`), `config:\n${settings.join("")}`);
  // Last: with it, there may be something to take away.
  writeFileSync(join(folder, PASSPHRASE), randomBytes(16).toString("hex"), { mode: 0o600 });
}

export const removeWorkplace = ({ folder }: Workplace): void => rmSync(folder, { recursive: true, force: true });

/** The environment in which Pulumi knows the stack, and no other. */
export const environmentOf = ({ folder }: Workplace, outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...outer,
  PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
  PULUMI_CONFIG_PASSPHRASE: readFileSync(join(folder, PASSPHRASE), "utf8"),
  PULUMI_SKIP_UPDATE_CHECK: "true",
});

/** The Pulumi CLI there; `onLine` gets what it says. */
export function pulumiIn(workplace: Workplace, outer: NodeJS.ProcessEnv, onLine: (line: string) => void): PulumiHere {
  const { project, stack } = workplace;
  const env = environmentOf(workplace, outer);
  return (args, signal) =>
    pulumi([...args, "--stack", stack, "--non-interactive", "--color", "never"], { cwd: project, env, signal, onLine });
}
