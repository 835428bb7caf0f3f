import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GetDatabasesCommand, GetJobsCommand, GetTriggersCommand, GetWorkflowCommand } from "@aws-sdk/client-glue";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListBucketsCommand, ListObjectsV2Command, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clients, clientsOf } from "../provider/clients.ts";
import { startTestProvider } from "../provider/provider.ts";
import type { Provider } from "../provider/server.ts";
import { pulumiCommands, workflowText } from "../workflow-jobs.ts";
import { type Emulator, startMinistack } from "./ministack.ts";
import { commandsIn } from "./page-commands.ts";
import { copyOfProject, type ProjectCopy } from "./project-copy.ts";
import { canHavePulumi } from "./pulumi-cli.ts";
import { deployPython } from "./python.ts";

// The commands of docs/deploy.md as a user runs them: the real CLI, Pulumi.yaml as it is, a Node of its own for the program. The provider and the
// emulator are the tests', and so is the language host where the CLI was built here: what the real provider and AWS say is not shown.
const PAGE = readFileSync(join(import.meta.dirname, "../../../docs/deploy.md"), "utf8");
const LAKE = "sluice-dev-lake-000000000000-eu-central-1";
const CUSTOMER = { customerName: "A B", email: "a@example.com", phone: "1", birthDay: "2000-01-01", serialNumber: "s-1" };

if (!canHavePulumi()) process.stderr.write("SKIPPED: the commands of docs/deploy.md need `pulumi` or `go` on the PATH\n");

describe.skipIf(!canHavePulumi())("the page for whoever deploys", { timeout: 600_000 }, () => {
  let emulator: Emulator;
  let provider: Provider;
  let project: ProjectCopy;
  let aws: Clients;
  /** What the page exports, for all that follows. */
  const exported: string[] = [];

  beforeAll(async () => {
    emulator = await startMinistack(deployPython().python);
    aws = clientsOf(emulator.endpoint);
    provider = await startTestProvider(emulator.endpoint);
    project = copyOfProject({ endpoint: emulator.endpoint, port: provider.port });
    mkdirSync(join(project.folder, "deliveries", "customer"), { recursive: true });
    const customer = { ...CUSTOMER, registrationDate: 1_700_000_000_000, lastUpdateDate: 1_700_000_000_000 };
    writeFileSync(join(project.folder, "deliveries", "customer", "one.json"), `${JSON.stringify(customer)}\n`);
  }, 1_200_000);

  afterAll(async () => {
    project?.remove();
    provider?.stop();
    await emulator?.stop();
  });

  const shell = (command: string): Promise<{ readonly code: number | null; readonly said: string }> =>
    new Promise((resolve, reject) => {
      const script = [...exported, command].join("\n");
      const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
        ...project,
        cwd: project.folder,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, said }));
    });

  const succeeds = async (command: string): Promise<string> => {
    const { code, said } = await shell(command);
    expect(code, `${command}\n${said}`).toBe(0);
    return said;
  };

  const counted = (said: string): Readonly<Record<string, number>> =>
    Object.fromEntries([...said.matchAll(/^ {4}(?:[+~-] )?(\d+) (?:to )?(\w+)$/gm)].map(([, count, what = ""]) => [what, Number(count)]));

  const named = async (): Promise<readonly (string | undefined)[]> => {
    const { Jobs = [] } = await aws.glue.send(new GetJobsCommand({}));
    const { Triggers = [] } = await aws.glue.send(new GetTriggersCommand({}));
    const { DatabaseList = [] } = await aws.glue.send(new GetDatabasesCommand({}));
    const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
    const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}));
    return [...[...Jobs, ...Triggers, ...DatabaseList, ...Buckets].map(({ Name }) => Name), ...Roles.map(({ RoleName }) => RoleName)];
  };

  /** What each command of the page shows, in the order of the page. Those that are not here only AWS can show. */
  const SHOWN: readonly (readonly [command: string, shows: (said: string) => Promise<void> | void])[] = [
    ["export PULUMI_CONFIG_PASSPHRASE='one of your own'", () => {}],
    ['pulumi login "file://$HOME"', (said) => expect(said).toContain("Logged in to")],
    [
      "pulumi stack init dev",
      () => {
        const settings = readFileSync(join(project.folder, "Pulumi.dev.yaml"), "utf8");
        for (const line of [/^encryptionsalt: v1:/m, /^ {2}sluice:jobs: each$/m]) expect(settings).toMatch(line);
      },
    ],
    ["npx sluice check", (said) => expect(said).toContain("are what transforms compiles to")],
    [
      "pulumi preview --stack dev",
      async (said) => {
        expect(counted(said)).toEqual({ create: expect.any(Number) });
        expect(await named()).toEqual([]);
      },
    ],
    [
      "pulumi up --stack dev",
      async (said) => {
        expect(counted(said)).toEqual({ create: expect.any(Number), created: expect.any(Number) });
        expect(await named()).toEqual(expect.arrayContaining(["sluice-dev-customer_trusted-job", "sluice-dev-start", "sluice_dev", LAKE]));
        const { Workflow } = await aws.glue.send(new GetWorkflowCommand({ Name: "sluice-dev-workflow" }));
        expect(Workflow?.LastRun).toBeUndefined();
      },
    ],
    [
      "npx sluice ingest ./deliveries --stack dev",
      async () => {
        const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket: LAKE, Prefix: "landing/" }));
        expect(Contents.map(({ Key }) => Key)).toEqual(["landing/customer/one.json"]);
      },
    ],
    ["pulumi refresh --stack dev", (said) => expect(counted(said)).toEqual({ unchanged: expect.any(Number) })],
    ["pulumi up --stack dev", (said) => expect(counted(said)).toEqual({ unchanged: expect.any(Number) })],
    ["pulumi cancel --stack dev", (said) => expect(said).toContain("has been canceled")],
    [
      "pulumi destroy --stack dev",
      async (said) => {
        expect(counted(said)).toMatchObject({ deleted: expect.any(Number) });
        expect(await named()).toEqual([]);
      },
    ],
    [
      "pulumi stack rm dev --preserve-config",
      (said) => {
        expect(said).toContain("has been removed");
        expect(existsSync(join(project.folder, "Pulumi.dev.yaml"))).toBe(true);
      },
    ],
  ];

  test("names what only AWS can show", () => {
    expect(
      commandsIn(PAGE)
        .filter(({ onlyAws }) => onlyAws)
        .map(({ command }) => command),
    ).toEqual(["npx sluice trigger --stack dev --follow", "npx sluice query row_counts --stack dev"]);
  });

  test("has no other command than these", () => {
    expect(
      commandsIn(PAGE)
        .filter(({ onlyAws }) => !onlyAws)
        .map(({ command }) => command),
    ).toEqual(SHOWN.map(([command]) => command));
  });

  const DOWN = SHOWN.findIndex(([command]) => command.startsWith("pulumi destroy"));

  const runs = async (command: string, shows: (said: string) => Promise<void> | void): Promise<void> => {
    const said = await succeeds(command);
    if (command.startsWith("export ")) exported.push(command);
    await shows(said);
  };

  test.each(SHOWN.slice(0, DOWN))("%s", runs);

  describe("and what .github/workflows/deploy.yml does with the stack", () => {
    const inWorkflow = (job: string): string =>
      [
        'PULUMI_BACKEND="file://$HOME" STACK=dev GITHUB_STEP_SUMMARY=summary.md; unset PULUMI_SKIP_CONFIRMATIONS',
        pulumiCommands(workflowText("deploy.yml"), job),
      ].join("\n");
    const lake = { Bucket: LAKE } as const;

    test("the weekly job fails when something has been changed by hand, and only then", async () => {
      await succeeds(inWorkflow("drift"));
      await aws.s3.send(new PutBucketVersioningCommand({ ...lake, VersioningConfiguration: { Status: "Suspended" } }));
      expect((await shell(inWorkflow("drift"))).code).not.toBe(0);
      await aws.s3.send(new PutBucketVersioningCommand({ ...lake, VersioningConfiguration: { Status: "Enabled" } }));
    });

    test("what is not in the approved plan is not done, and what is in it is", async () => {
      await succeeds("pulumi config set sluice:timeoutMinutes 45 --stack dev");
      await succeeds(inWorkflow("prod-plan"));
      expect(readFileSync(join(project.folder, "summary.md"), "utf8")).toContain("to update");
      await succeeds("pulumi config set sluice:workers 3 --stack dev");
      expect((await shell(inWorkflow("prod"))).said).toMatch(/violates plan/);
      await succeeds("pulumi config set sluice:workers 2 --stack dev");
      await succeeds(inWorkflow("prod"));
      const { Jobs = [] } = await aws.glue.send(new GetJobsCommand({}));
      expect(new Set(Jobs.map(({ Timeout, NumberOfWorkers }) => `${Timeout} ${NumberOfWorkers}`))).toEqual(new Set(["45 2"]));
    });
  });

  test.each(SHOWN.slice(DOWN))("%s", runs);

  test("a mistake in the settings is told in a sentence, with no trace of where it was found", async () => {
    await succeeds("pulumi stack init dev");
    await succeeds("pulumi config set sluice:workers 1 --stack dev");
    const { code, said } = await shell("pulumi preview --stack dev");
    expect(code).not.toBe(0);
    expect(said).toContain("sluice:workers is 1: expected at least 2");
    expect(said).not.toMatch(/^\s+at /m);
  });
});
