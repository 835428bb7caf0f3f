import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { copyProject, PROJECT_FILES } from "../../../dsl/operate/prove/project.ts";
import { FAKE_CREDENTIALS } from "../provider/clients.ts";
import { pulumiFolder } from "./pulumi-cli.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/** The project as a user has it after `npm ci`, in a folder and with a home of its own. */
export interface ProjectCopy {
  readonly folder: string;
  /** For a shell in the folder: the user's tools on the PATH, AWS at the emulator, the tests' provider in place of the real one. */
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

export function copyOfProject({ endpoint, port }: { readonly endpoint: string; readonly port: number }): ProjectCopy {
  const root = mkdtempSync(join(tmpdir(), "sluice-user-"));
  const folder = join(root, "project");
  copyProject(REPOSITORY, folder, [...PROJECT_FILES, "Pulumi.dev.yaml", "Pulumi.prod.yaml"]);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=user", "-c", "user.email=user@example.com", ...args], { cwd: folder, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch", "main");
  writeFileSync(join(folder, ".gitignore"), "node_modules\n.sluice/\n");
  git("add", ".");
  git("commit", "--quiet", "--message", "The project");
  const home = join(root, "home");
  mkdirSync(home);
  const { PULUMI_BACKEND_URL: _, PULUMI_HOME: __, PULUMI_CONFIG_PASSPHRASE: ___, ...outer } = process.env;
  const path = [...ownPulumi(root), join(REPOSITORY, "node_modules/node/bin"), outer["PATH"]].join(delimiter);
  return {
    folder,
    env: {
      ...outer,
      HOME: home,
      // Pulumi asks the system for the user's home, not HOME.
      PULUMI_HOME: join(home, ".pulumi"),
      PATH: path,
      AWS_ACCESS_KEY_ID: FAKE_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: FAKE_CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL: endpoint,
      PULUMI_DEBUG_PROVIDERS: `aws:${port}`,
      PULUMI_SKIP_CONFIRMATIONS: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NO_COLOR: "1",
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Folders with the CLI that the tests have built, and with a language host for it; none where a `pulumi` with its own is on the PATH. */
function ownPulumi(root: string): readonly string[] {
  const cli = pulumiFolder();
  if (cli === undefined) return [];
  const bin = join(root, "bin");
  mkdirSync(bin);
  const host = join(bin, "pulumi-language-nodejs");
  writeFileSync(host, `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, "language-host.ts")}' "$@"\n`);
  chmodSync(host, 0o755);
  return [bin, cli];
}
