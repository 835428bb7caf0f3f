import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type EngineEvent, LocalWorkspace, type OpType, type Stack } from "@pulumi/pulumi/automation/index.js";
import { program } from "../../../pulumi/program.ts";
import { FAKE_CREDENTIALS, REGION } from "../provider/clients.ts";
import { pulumiFolder } from "./pulumi-cli.ts";

/** What the engine did to a resource. */
export interface Step {
  readonly op: OpType;
  readonly type: string;
  readonly name: string;
}

export interface TestStack {
  readonly stack: Stack;
  readonly up: () => Promise<readonly Step[]>;
  readonly preview: () => Promise<readonly Step[]>;
  readonly refresh: () => Promise<readonly Step[]>;
  readonly destroy: () => Promise<readonly Step[]>;
}

export interface Engine {
  /** A stack of the real program over the folder `generated`, in a state folder of the test's own. */
  readonly stack: (name: string, generated: string, configuration: Readonly<Record<string, string>>) => Promise<TestStack>;
  readonly close: () => void;
}

/** The real Pulumi engine with its state in a temporary folder; `aws` is the provider that listens on `port`, and what the program asks itself is answered at `endpoint`. */
export function startEngine(port: number, endpoint?: string): Engine {
  const folder = mkdtempSync(join(tmpdir(), "sluice-pulumi-"));
  const home = join(folder, "home");
  mkdirSync(home);
  const cli = pulumiFolder();
  const envVars = {
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: "obviously-fake",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DEBUG_PROVIDERS: `aws:${port}`,
    AWS_EC2_METADATA_DISABLED: "true",
    ...(endpoint === undefined
      ? {}
      : {
          AWS_ENDPOINT_URL: endpoint,
          AWS_ACCESS_KEY_ID: FAKE_CREDENTIALS.accessKeyId,
          AWS_SECRET_ACCESS_KEY: FAKE_CREDENTIALS.secretAccessKey,
        }),
    ...(cli === undefined ? {} : { PATH: `${cli}${delimiter}${process.env["PATH"]}` }),
  };
  // The Automation API asks for the version of the CLI in its own environment.
  Object.assign(process.env, envVars);
  return {
    stack: async (name, generated, configuration) => {
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: name, projectName: "sluice", program: async () => ({ ...(await program(generated)) }) },
        { envVars, projectSettings: { name: "sluice", runtime: "nodejs", backend: { url: `file://${folder}` } } },
      );
      await stack.setAllConfig({
        "aws:region": { value: REGION },
        ...Object.fromEntries(Object.entries(configuration).map(([key, value]) => [`sluice:${key}`, { value }])),
      });
      return testStack(stack);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const NOTHING_DONE: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

function testStack(stack: Stack): TestStack {
  const steps = async (act: (onEvent: (event: EngineEvent) => void) => Promise<unknown>): Promise<readonly Step[]> => {
    const seen = new Map<string, Step>();
    await act(({ resourcePreEvent, resOutputsEvent }) => {
      // A refresh says only afterwards whether it found a difference.
      const metadata = resourcePreEvent?.metadata.op === "refresh" ? undefined : (resourcePreEvent ?? resOutputsEvent)?.metadata;
      if (metadata === undefined || NOTHING_DONE.has(metadata.op)) return;
      const step = { op: metadata.op, type: metadata.type, name: metadata.urn.split("::").at(-1) ?? "" };
      seen.set(JSON.stringify(step), step);
    });
    return [...seen.values()];
  };
  return {
    stack,
    up: () => steps((onEvent) => stack.up({ onEvent, color: "never" })),
    preview: () => steps((onEvent) => stack.preview({ onEvent, color: "never" })),
    refresh: () => steps((onEvent) => stack.refresh({ onEvent, color: "never" })),
    destroy: () => steps((onEvent) => stack.destroy({ onEvent, color: "never" })),
  };
}
