import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SparkPython } from "../../../dsl/run/spark/install.mjs";
import { type Clients, clientsOf, REGION } from "../provider/clients.ts";
import { startTestProvider } from "../provider/provider.ts";
import { type Emulator, startMinistack } from "./ministack.ts";
import { copyOfProject, type ProjectCopy } from "./project-copy.ts";
import { deployPython } from "./python.ts";
import { type Jobs, startWorkingAws } from "./working-aws.ts";

export interface Proof {
  readonly code: number | null;
  /** What `--json` prints. */
  readonly answer: Readonly<Record<string, unknown>>;
  readonly stderr: string;
}

/** A user's project with an account that is the emulator's. */
export interface ProofBench {
  readonly aws: Clients;
  readonly emulator: Emulator;
  readonly project: ProjectCopy;
  readonly spark: SparkPython;
  /** A folder for what the test makes. */
  readonly folder: string;
  /** `npm run aws:prove -- --json` with these options, in a process group of its own, as a shell starts it; `onStart` gets npm. */
  readonly prove: (options: readonly string[], onStart?: (npm: ChildProcess) => void) => Promise<Proof>;
  readonly stop: () => Promise<void>;
}

/** Jobs are run by `jobs`, which may need what else the bench has. */
export async function startProofBench(
  jobs: (bench: Pick<ProofBench, "aws" | "emulator" | "spark" | "folder">) => Jobs,
): Promise<ProofBench> {
  const spark = deployPython();
  const emulator = await startMinistack(spark.python);
  const aws = clientsOf(emulator.endpoint);
  const folder = mkdtempSync(join(tmpdir(), "sluice-proof-"));
  const working = await startWorkingAws(emulator.endpoint, jobs({ aws, emulator, spark, folder }), { python: spark.python, folder });
  const provider = await startTestProvider(emulator.endpoint);
  const project = copyOfProject({ endpoint: working.endpoint, port: provider.port });
  return {
    aws,
    emulator,
    project,
    spark,
    folder,
    prove: (options, onStart) =>
      new Promise((resolve, reject) => {
        const args = ["run", "--silent", "aws:prove", "--", "--json", "--region", REGION, "--endpoint", working.endpoint, ...options];
        const child = spawn("npm", args, { cwd: project.folder, env: project.env, stdio: ["ignore", "pipe", "pipe"], detached: true });
        const said = { stdout: "", stderr: "" };
        for (const name of ["stdout", "stderr"] as const) child[name].on("data", (chunk: Buffer) => (said[name] += chunk.toString()));
        child.once("error", reject);
        child.once("close", (code) => {
          const answer = said.stdout === "" ? {} : (JSON.parse(said.stdout) as Record<string, unknown>);
          resolve({ code, answer, stderr: said.stderr });
        });
        onStart?.(child);
      }),
    stop: async () => {
      project.remove();
      provider.stop();
      await working.stop();
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
