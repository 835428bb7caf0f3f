import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ListWorkGroupsCommand } from "@aws-sdk/client-athena";
import {
  GetDatabasesCommand,
  GetJobsCommand,
  GetTableCommand,
  GetTriggerCommand,
  GetTriggersCommand,
  GetWorkflowCommand,
  StartWorkflowRunCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { GetBucketVersioningCommand, ListBucketsCommand, ListObjectsV2Command, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clients, clientsOf, found } from "../provider/clients.ts";
import { startTestProvider } from "../provider/provider.ts";
import type { Provider } from "../provider/server.ts";
import { copyOfLake, type LakeCopy } from "./lake-copy.ts";
import { type Emulator, startMinistack } from "./ministack.ts";
import { canHavePulumi } from "./pulumi-cli.ts";
import { deployPython } from "./python.ts";
import { type Engine, type Step, startEngine, type TestStack } from "./stack.ts";

// The real engine and the real @pulumi/aws, over a provider of the test's own and an emulator. It does not prove what the real
// provider validates, what AWS itself refuses, or how long AWS takes.
const DEV = { jobs: "each" };
const PROD = { protect: "true", queue: "true", schedule: "cron(0 3 * * ? *)", workers: "4", upkeep: "true" };

if (!canHavePulumi()) process.stderr.write("SKIPPED: the deploy tests need `pulumi` or `go` on the PATH\n");

describe.skipIf(!canHavePulumi())("stacks on the real engine", { timeout: 600_000 }, () => {
  let lake: LakeCopy;
  let emulator: Emulator;
  let provider: Provider;
  let engine: Engine;
  let aws: Clients;
  let dev: TestStack;
  let prod: TestStack;

  beforeAll(async () => {
    lake = copyOfLake();
    emulator = await startMinistack(deployPython().python);
    aws = clientsOf(emulator.endpoint);
    provider = await startTestProvider(emulator.endpoint);
    engine = startEngine(provider.port, emulator.endpoint);
    dev = await engine.stack("dev", lake.generated, DEV);
    prod = await engine.stack("prod", lake.generated, PROD);
  }, 1_200_000);

  afterAll(async () => {
    engine?.close();
    provider?.stop();
    await emulator?.stop();
    lake?.remove();
  });

  const named = (steps: readonly Step[]): string[] =>
    [...new Set(steps.map(({ op, type, name }) => `${op} ${type.split(":").at(-1)} ${name}`))].sort();

  test("dev and prod come up from nothing, side by side", async () => {
    const made = [await dev.up(), await prod.up()];
    for (const steps of made) expect(new Set(steps.map(({ op }) => op))).toEqual(new Set(["create"]));
    const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name).sort()).toEqual([
      "sluice-dev-lake-000000000000-eu-central-1",
      "sluice-dev-scripts-000000000000-eu-central-1",
      "sluice-prod-lake-000000000000-eu-central-1",
      "sluice-prod-scripts-000000000000-eu-central-1",
    ]);
    const { DatabaseList = [] } = await aws.glue.send(new GetDatabasesCommand({}));
    expect(DatabaseList.map(({ Name }) => Name)).toEqual(expect.arrayContaining(["sluice_dev", "sluice_prod"]));
    const { Jobs = [] } = await aws.glue.send(new GetJobsCommand({}));
    expect(Jobs).toHaveLength(10);
    // The provider starts a trigger on demand when it is made, unless it is told not to.
    expect((await aws.glue.send(new GetWorkflowCommand({ Name: "sluice-dev-workflow" }))).Workflow?.LastRun).toBeUndefined();
  });

  test("a second up changes nothing", async () => {
    expect(named(await dev.up())).toEqual([]);
    expect(named(await prod.up())).toEqual([]);
  });

  test("refresh finds no drift, and finds one made by hand", async () => {
    expect(named(await dev.refresh())).toEqual([]);
    const Bucket = "sluice-dev-lake-000000000000-eu-central-1";
    await aws.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } }));
    expect(named(await dev.refresh())).toEqual(["update BucketVersioning lake"]);
    expect(named(await dev.up())).toEqual(["update BucketVersioning lake"]);
    expect((await aws.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe("Enabled");
  });

  test("refresh brings no default of AWS's into the state that the next up would send back", async () => {
    expect(named(await prod.refresh())).toEqual([]);
  });

  test("a schedule given to a stack replaces its start trigger, whose name is the same", async () => {
    await dev.stack.setConfig("sluice:schedule", { value: "cron(0 4 * * ? *)" });
    expect(named(await dev.up())).toEqual(["create-replacement", "delete-replaced", "replace"].map((op) => `${op} Trigger workflow-start`));
    const { Trigger } = await aws.glue.send(new GetTriggerCommand({ Name: "sluice-dev-start" }));
    expect(Trigger).toMatchObject({ Type: "SCHEDULED", Schedule: "cron(0 4 * * ? *)" });
  });

  test("a changed transform updates its own script, plan, rights and job, and nothing else", async () => {
    lake.edit("trusted/customer-trusted.ts", (text) =>
      text.replace(
        "customer.shareWithResearchAsOfDate.isNotNull()",
        "customer.shareWithResearchAsOfDate.isNotNull().and(customer.registrationDate.gt(0))",
      ),
    );
    // Another content is another key. The table belongs to its job, which commits columns and rows together.
    const objects = ["trusted/customer_trusted/job.py", "plans.zip"];
    const before = await scriptsOf();
    expect(named(await dev.up())).toEqual(
      [
        "update Job customer_trusted",
        "update RolePolicy customer_trusted-job",
        // Its tags say which manifest is deployed.
        "update Workflow workflow",
        ...["create-replacement", "delete-replaced", "replace"].flatMap((op) =>
          objects.map((file) => `${op} BucketObjectv2 customer_trusted/${file}`),
        ),
      ].sort(),
    );
    // A run that goes on may start what it began with.
    const after = await scriptsOf();
    expect(before.filter((key) => !after.includes(key))).toEqual([]);
    expect(after).toHaveLength(before.length + objects.length);
  });

  test("the outputs say which manifest is deployed", async () => {
    const { deployed } = await dev.stack.outputs();
    const manifest = createHash("sha256")
      .update(readFileSync(join(lake.generated, "manifest.json")))
      .digest("hex");
    expect(deployed?.value).toEqual({ manifest });
  });

  test("a table more is made, and removed again", async () => {
    const file = join(lake.transforms, "curated", "people.ts");
    writeFileSync(
      file,
      [
        'import { customerTrusted } from "../trusted/customer-trusted.ts";',
        'import { curated } from "../zones.ts";',
        'export const people = curated.table("people", { from: customerTrusted.select("registrationDate") });',
        "",
      ].join("\n"),
    );
    lake.compile();
    const added = await dev.up();
    await prod.up();
    expect(named(added).filter((step) => /Job|CatalogTable |Role /.test(step))).toEqual([
      "create CatalogTable people",
      "create GlueJob people",
      "create Job people",
      "create Role people-job",
    ]);
    rmSync(file);
    lake.compile();
    for (const stack of [dev, prod]) {
      const removed = (await stack.up()).filter(({ name }) => name.startsWith("people"));
      expect(new Set(removed.map(({ op }) => op))).toEqual(new Set(["delete"]));
    }
  });

  test("after a job's commit, a new description, column and tag leave the location", async () => {
    const table = { DatabaseName: "sluice_dev", Name: "machine_learning_curated" };
    const before = (await aws.glue.send(new GetTableCommand(table))).Table;
    const committed = "s3://sluice-dev-lake-000000000000-eu-central-1/curated/machine_learning_curated/20261127T000000Z-aaaaaaaa/";
    await aws.glue.send(
      new UpdateTableCommand({
        DatabaseName: table.DatabaseName,
        TableInput: {
          Name: table.Name,
          TableType: before?.TableType,
          Parameters: { ...before?.Parameters, "sluice.version": "1" },
          StorageDescriptor: { ...before?.StorageDescriptor, Location: committed },
        },
      }),
    );
    lake.edit("curated/machine-learning-curated.ts", (text) =>
      text.replace("/** ", "/** Changed: ").replace('      "lastUpdateDate",\n', ""),
    );
    await dev.stack.setConfig("sluice:tags", { value: '{"team":"data"}' });
    await dev.up();
    const after = (await aws.glue.send(new GetTableCommand(table))).Table;
    expect(after?.StorageDescriptor).toEqual({ ...before?.StorageDescriptor, Location: committed });
    expect(after?.Parameters?.["sluice.version"]).toBe("1");
  });

  test("an up that fails in the middle is finished by the next", async () => {
    provider.failNext.add("aws:glue/job:Job");
    await dev.stack.setConfig("sluice:timeoutMinutes", { value: "45" });
    await expect(dev.up()).rejects.toThrow("fails because the test says so");
    await dev.up();
    const { Jobs = [] } = await aws.glue.send(new GetJobsCommand({}));
    expect(new Set(Jobs.filter(({ Name }) => Name?.startsWith("sluice-dev-")).map(({ Timeout }) => Timeout))).toEqual(new Set([45]));
    expect(named(await dev.up())).toEqual([]);
  });

  test("files that were not compiled are refused before anything is done", async () => {
    writeFileSync(join(lake.generated, "trusted", "customer_trusted", "job.py"), "print()\n");
    await expect(dev.up()).rejects.toThrow("trusted/customer_trusted/job.py is not the file that manifest.json names");
    lake.compile();
  });

  test("a wrong setting is told with its key", async () => {
    await dev.stack.setConfig("sluice:workers", { value: "1" });
    await expect(dev.up()).rejects.toThrow("sluice:workers is 1: expected at least 2");
    await dev.stack.removeConfig("sluice:workers");
  });

  test("an up is refused while a run goes on, and a preview is not", async () => {
    await aws.glue.send(new StartWorkflowRunCommand({ Name: "sluice-dev-workflow" }));
    await expect(dev.up()).rejects.toThrow("a run of sluice-dev-workflow goes on: its later jobs would be the new ones");
    await dev.preview();
    await prod.up();
  });

  test("destroy leaves nothing of dev, and refuses prod", async () => {
    await dev.destroy();
    await expect(prod.destroy()).rejects.toThrow("protect");
    const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name).sort()).toEqual([
      "sluice-prod-lake-000000000000-eu-central-1",
      "sluice-prod-scripts-000000000000-eu-central-1",
    ]);
    const { DatabaseList = [] } = await aws.glue.send(new GetDatabasesCommand({}));
    expect(DatabaseList.map(({ Name }) => Name)).not.toContain("sluice_dev");
    const left = await namesInAccount();
    expect(left.filter((name) => name.startsWith("sluice-dev-"))).toEqual([]);
    expect(left.filter((name) => name.startsWith("sluice-prod-"))).toHaveLength(20);
    const workflow = (Name: string) => found(aws.glue.send(new GetWorkflowCommand({ Name })));
    expect(await workflow("sluice-dev-workflow")).toBeUndefined();
    expect((await workflow("sluice-prod-workflow"))?.Workflow?.Name).toBe("sluice-prod-workflow");
    expect((await dev.stack.exportStack()).deployment.resources ?? []).toEqual([]);
  });

  test("what stays of prod when it leaves the program is its database, its buckets with all that guards them, and what jobs run", async () => {
    const { resources } = (await prod.stack.exportStack()).deployment as {
      resources: readonly { readonly type: string; readonly retainOnDelete?: boolean }[];
    };
    const staying = resources
      .filter(({ retainOnDelete }) => retainOnDelete === true)
      .map(({ type }) => type.slice(type.lastIndexOf(":") + 1));
    expect([...new Set(staying)].sort()).toEqual([
      "Bucket",
      "BucketLifecycleConfiguration",
      "BucketObjectv2",
      "BucketOwnershipControls",
      "BucketPolicy",
      "BucketPublicAccessBlock",
      "BucketServerSideEncryptionConfiguration",
      "BucketVersioning",
      "CatalogDatabase",
    ]);
  });

  test("prod is destroyed once its protection is taken away", async () => {
    await prod.stack.setConfig("sluice:protect", { value: "false" });
    await prod.up();
    await prod.destroy();
    expect((await namesInAccount()).filter((name) => name.startsWith("sluice-prod-"))).toEqual([]);
    expect((await aws.s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });

  const scriptsOf = async (): Promise<readonly (string | undefined)[]> => {
    const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket: "sluice-dev-scripts-000000000000-eu-central-1" }));
    return Contents.map(({ Key }) => Key);
  };

  /** Of all jobs, triggers, workgroups and roles. */
  const namesInAccount = async (): Promise<readonly string[]> => {
    const { Jobs = [] } = await aws.glue.send(new GetJobsCommand({}));
    const { Triggers = [] } = await aws.glue.send(new GetTriggersCommand({}));
    const { WorkGroups = [] } = await aws.athena.send(new ListWorkGroupsCommand({}));
    const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
    return [...[...Jobs, ...Triggers, ...WorkGroups].map(({ Name = "" }) => Name), ...Roles.map(({ RoleName = "" }) => RoleName)];
  };
});
