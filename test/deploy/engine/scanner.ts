import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const STATE = process.env["SLUICE_SPARK_HOME"] || join(import.meta.dirname, "..", "..", "..", ".sluice");
const VENV = join(STATE, "scanner");
const PYTHON = join(VENV, "bin", "python");
const STAMP = join(VENV, "installed.txt");
const REQUIREMENTS = join(import.meta.dirname, "..", "requirements-scanner.txt");

/** The scanner's program, in a Python of its own: it wants other versions than the tests' Python has. Undefined, and said, where it cannot be installed. */
export function scannerProgram(): string | undefined {
  const wanted = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  const program = join(VENV, "bin", "checkov");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return program;
  process.stderr.write(`sluice: making ${VENV} with checkov, once (a download of about 80 MB)\n`);
  rmSync(VENV, { recursive: true, force: true });
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--no-compile", "--disable-pip-version-check", "-r", REQUIREMENTS];
  for (const [command, args] of [
    ["python3", ["-m", "venv", VENV]],
    [PYTHON, pip],
  ] as const) {
    const { status, error, stderr } = spawnSync(command, args, { encoding: "utf8" });
    if (status === 0) continue;
    const reason = (error?.message ?? stderr).trim().split("\n").at(-1);
    process.stderr.write(`SKIPPED: the security scanner needs checkov, which cannot be installed: ${reason}\n`);
    return undefined;
  }
  writeFileSync(STAMP, wanted);
  return program;
}
