import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const VERSION = "3.259.0";
const CACHE = join(import.meta.dirname, "..", "..", "..", ".sluice", `pulumi-${VERSION}`);
const BUILT = join(CACHE, "bin", "pulumi");
const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

const onPath = (program: string): boolean =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Whether the engine can be had: the CLI on the PATH, built before, or Go to build it with. */
export const canHavePulumi = (): boolean => onPath("pulumi") || existsSync(BUILT) || onPath("go");

/** The folder of the Pulumi CLI, for the PATH; builds it once from its Go modules (some minutes) where there is none. */
export function pulumiFolder(): string | undefined {
  if (onPath("pulumi")) return undefined;
  if (!existsSync(BUILT)) build();
  return dirname(BUILT);
}

// As a program it builds the CLI, before several tests would.
if (import.meta.main && canHavePulumi()) pulumiFolder();

function build(): void {
  process.stderr.write(`sluice: building the Pulumi CLI ${VERSION} with Go, once, into ${CACHE} (some minutes)\n`);
  mkdirSync(CACHE, { recursive: true });
  const modules = ["pkg", "sdk"].map((name) => `\tgithub.com/pulumi/pulumi/${name}/v3 v${VERSION}\n`).join("");
  writeFileSync(join(CACHE, "go.mod"), `module sluice/pulumi\n\ngo 1.25\n\nrequire (\n${modules})\n`);
  writeFileSync(join(CACHE, "tools.go"), `//go:build tools\n\npackage tools\n\nimport _ "${COMMAND}"\n`);
  const unfinished = `${BUILT}.${process.pid}`;
  const flags = ["-mod=mod", "-trimpath", "-ldflags", `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${VERSION}`];
  const { status, stderr } = spawnSync("go", ["build", ...flags, "-o", unfinished, COMMAND], { cwd: CACHE, encoding: "utf8" });
  if (status !== 0) {
    rmSync(unfinished, { force: true });
    throw new Error(`the Pulumi CLI cannot be built:\n${stderr.trim().split("\n").slice(-8).join("\n")}`);
  }
  renameSync(unfinished, BUILT);
}
