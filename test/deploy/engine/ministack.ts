import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Emulator {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const LONGEST_START_MS = 120_000;

/** Starts ministack, an emulator of AWS, on 127.0.0.1; `python` has the package. Its state is gone when it stops. */
export async function startMinistack(python: string): Promise<Emulator> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "sluice-ministack-"));
  const child = spawn(python, ["-m", "ministack"], {
    cwd: folder,
    env: { ...process.env, BIND_HOST: "127.0.0.1", GATEWAY_PORT: String(port), STATE_DIR: folder, MINISTACK_ACCOUNT_ID: "000000000000" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await untilReady(endpoint, child);
  } catch (error) {
    child.kill("SIGKILL");
    throw new Error(`${(error as Error).message}:\n${said}`);
  }
  return {
    endpoint,
    stop: async () => {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGTERM");
        await Promise.race([ended, sleep(5_000)]);
        if (child.exitCode === null) child.kill("SIGKILL");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(endpoint: string, child: ChildProcess): Promise<void> {
  const start = Date.now();
  while (Date.now() - start < LONGEST_START_MS) {
    if (child.exitCode !== null) throw new Error("ministack ended");
    if (
      await fetch(`${endpoint}/_ministack/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(200);
  }
  throw new Error("ministack does not answer");
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
