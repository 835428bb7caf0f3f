import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GetNamedQueryCommand, GetQueryExecutionCommand, GetQueryResultsCommand, StartQueryExecutionCommand } from "@aws-sdk/client-athena";
import { GetTableCommand, type Job } from "@aws-sdk/client-glue";
import { GetRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SparkPython } from "../../../dsl/run/spark/install.mjs";
import type { PolicyDocument } from "../../../pulumi/decide/policy-document.ts";
import { answersOver } from "../../stedi/answers.ts";
import { REAL_DATA } from "../../stedi/real-data.ts";
import { askedOfIam } from "../asked-of-iam.ts";
import { allowedBy } from "../iam-evaluator.ts";
import { stediStack } from "../lake.ts";
import { type Clients, clientsOf, FAKE_CREDENTIALS } from "../provider/clients.ts";
import { startTestProvider } from "../provider/provider.ts";
import type { Provider } from "../provider/server.ts";
import { showCatalog } from "./catalog-in-duckdb.ts";
import { copyOfLake, type LakeCopy } from "./lake-copy.ts";
import { type LocalGlue, runJob, runWorkflow } from "./local-glue.ts";
import { type Emulator, startMinistack } from "./ministack.ts";
import { canHavePulumi } from "./pulumi-cli.ts";
import { deployPython } from "./python.ts";
import { type Recorder, startRecorder } from "./recorder.ts";
import { type Engine, startEngine, type TestStack } from "./stack.ts";
import { UNUSED_GRANTS } from "./unused-grants.ts";

// The deployed scripts on a local Spark over an emulator of S3, Glue and Athena. It does not prove what Glue adds around a script,
// what AWS itself refuses (the rights are IAM's logic in the tests' own evaluator), how Athena reads Iceberg, or any of AWS's limits.
const SCIENTISTS = JSON.stringify(["arn:aws:iam::000000000000:role/scientist"]);
const READER = `{"curated":${SCIENTISTS}}`;
const KEY = "arn:aws:kms:eu-central-1:000000000000:key/1234";
const LAKE_BUCKET = "sluice-dev-lake-000000000000-eu-central-1";
const DATABASE = "sluice_dev";
const WORKGROUP = "sluice-dev-curated-queries";
const TRUE_ROWS = {
  customer_trusted: 482,
  accelerometer_trusted: 32_025,
  customers_curated: 464,
  step_trainer_trusted: 11_297,
  machine_learning_curated: 32_025,
};
const TABLES = Object.keys(TRUE_ROWS) as readonly (keyof typeof TRUE_ROWS)[];

if (!canHavePulumi()) process.stderr.write("SKIPPED: the deploy tests need `pulumi` or `go` on the PATH\n");

describe.skipIf(!canHavePulumi())("from an empty account to the queries", { timeout: 900_000 }, () => {
  let spark: SparkPython;
  let emulator: Emulator;
  let recorder: Recorder;
  let provider: Provider;
  let engine: Engine;
  let aws: Clients;
  let lake: LakeCopy;
  let dev: TestStack;
  let glue: LocalGlue;

  beforeAll(async () => {
    spark = deployPython();
    emulator = await startMinistack(spark.python);
    recorder = await startRecorder(emulator.endpoint);
    aws = clientsOf(emulator.endpoint);
    provider = await startTestProvider(emulator.endpoint);
    engine = startEngine(provider.port);
    lake = copyOfLake({ AWS_ACCESS_KEY_ID: FAKE_CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: FAKE_CREDENTIALS.secretAccessKey });
    dev = await engine.stack("dev", lake.generated, { jobs: "each", readers: READER, quarantineReaders: SCIENTISTS });
    glue = {
      aws,
      spark,
      endpoint: recorder.endpoint,
      folder: join(lake.folder, "glue"),
      onStart: async ({ Role = "" }: Job) => act(roleIn(Role)),
    };
  }, 1_200_000);

  afterAll(async () => {
    engine?.close();
    provider?.stop();
    await recorder?.stop();
    await emulator?.stop();
    lake?.remove();
  });

  const policies = new Map<string, PolicyDocument>();

  /** The next calls are made with this role, whose policy the emulator holds. */
  const act = async (RoleName: string): Promise<void> => {
    const { PolicyDocument = "" } = await aws.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "rights" }));
    // A later `up` changes what a role may do.
    const who = `${RoleName} ${policies.size}`;
    policies.set(who, JSON.parse(decodeURIComponent(PolicyDocument)) as PolicyDocument);
    recorder.as(who);
  };

  const roleIn = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
  const onStack = ["--stack", "dev"] as const;
  const jobOf = (table: string): string => `sluice-dev-${table}-job`;

  const startedRun = async (): Promise<string> =>
    String((await lake.sluice("trigger", ...onStack, "--endpoint", emulator.endpoint))["run"]);

  /** Starts the workflow by the command, and does what Glue would: gives the metrics of every table. */
  const runAll = async (jobs: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const runs = await runWorkflow(glue, "sluice-dev-workflow", await startedRun());
    expect(runs.map(({ job, succeeded, complaint }) => (succeeded ? job : complaint)).sort()).toEqual(jobs.map(jobOf).sort());
    const metrics = runs.flatMap((run) => run.metrics);
    expect(metrics.map(({ table }) => table).sort()).toEqual([...TABLES].sort());
    return metrics;
  };

  const ingest = (folder: string): Promise<unknown> =>
    lake.sluice("ingest", folder, "--transforms", lake.transforms, ...onStack, "--endpoint", emulator.endpoint);

  const emptyLanding = async (): Promise<void> => {
    const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket: LAKE_BUCKET, Prefix: "landing/" }));
    const Objects = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
    if (Objects.length > 0) await aws.s3.send(new DeleteObjectsCommand({ Bucket: LAKE_BUCKET, Delete: { Objects } }));
  };

  const shownIn = (connection: DuckDBConnection, name: string): Promise<void> =>
    showCatalog(connection, aws, {
      endpoint: emulator.endpoint,
      python: spark.python,
      database: DATABASE,
      folder: join(lake.folder, name, "catalog"),
    });

  const namedQueries = async (): Promise<Readonly<Record<string, string>>> => {
    const { queries } = (await dev.stack.outputs()) as unknown as { queries: { value: Readonly<Record<string, { id: string }>> } };
    const found: Record<string, string> = {};
    for (const [name, { id }] of Object.entries(queries.value))
      found[name] = (await aws.athena.send(new GetNamedQueryCommand({ NamedQueryId: id }))).NamedQuery?.QueryString ?? "";
    return found;
  };

  /** The answer of the emulator's Athena, which reads plain tables only. */
  const countedByAthena = async (table: string): Promise<number> => {
    const { QueryExecutionId } = await aws.athena.send(
      new StartQueryExecutionCommand({
        QueryString: `SELECT count(*) FROM ${table}`,
        QueryExecutionContext: { Database: DATABASE },
        WorkGroup: WORKGROUP,
      }),
    );
    for (;;) {
      const { QueryExecution } = await aws.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      if (QueryExecution?.Status?.State === "SUCCEEDED") break;
      if (QueryExecution?.Status?.State === "FAILED") throw new Error(QueryExecution.Status.StateChangeReason);
      await sleep(100);
    }
    const { ResultSet } = await aws.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    return Number(ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue);
  };

  /** The rows of each table by the named query, and how many differ from the answer written by hand. */
  const compared = async (landing: string, name: string): Promise<Record<string, { rows: number; differing: number }>> => {
    const folder = join(lake.folder, name);
    const connection = await answersOver(landing, join(folder, "answers"));
    await shownIn(connection, name);
    const counts = new Map(
      (await connection.runAndReadAll((await namedQueries())["row_counts"] ?? "")).getRows().map(([table, rows]) => [table, Number(rows)]),
    );
    expect(await countedByAthena("machine_learning_curated")).toBe(counts.get("machine_learning_curated"));
    const result: Record<string, { rows: number; differing: number }> = {};
    for (const table of TABLES) {
      const columns = (await connection.runAndReadAll(`DESCRIBE ${table}_answer`)).getRows().map(([column]) => `"${column}"`);
      const made = `SELECT ${columns.join(", ")} FROM ${table}`;
      const answer = `SELECT * FROM ${table}_answer`;
      const reader = await connection.runAndReadAll(
        `SELECT count(*)::INTEGER FROM ((${made} EXCEPT ALL ${answer}) UNION ALL (${answer} EXCEPT ALL ${made}))`,
      );
      result[table] = { rows: counts.get(table) ?? 0, differing: Number(reader.getRows()[0]?.[0]) };
    }
    return result;
  };

  const right = (rows: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(rows).map(([table, count]) => [table, { rows: count, differing: 0 }]));

  const metrics: Readonly<Record<string, unknown>>[] = [];

  test("up, ingest, every job in the workflow's order, and the tables are the answer written by hand", async () => {
    await dev.up();
    const data = REAL_DATA ?? (await sample("real", 1));
    await ingest(data);
    metrics.push(...(await runAll(TABLES)));
    const found = await compared(data, "first");
    if (REAL_DATA === undefined) for (const { differing } of Object.values(found)) expect(differing).toBe(0);
    else expect(found).toEqual(right(TRUE_ROWS));
  });

  const sample = async (name: string, seed: number): Promise<string> => {
    const folder = join(lake.folder, `sample-${name}`);
    await lake.sluice("sample", "--out", folder, "--customers", "60", "--seed", String(seed));
    return folder;
  };

  test("the metrics of a run name the script that was reviewed", async () => {
    const reviewed = JSON.parse(readFileSync(join(lake.generated, "manifest.json"), "utf8")) as { files: Record<string, string> };
    for (const { table, zone, script } of metrics) expect(script).toBe(reviewed.files[`${zone}/${table}/job.py`]);
  });

  test("a job that Glue starts again in the same run reads the same files, and the table stays right", async () => {
    const [pinned] = (await aws.s3.send(new ListObjectsV2Command({ Bucket: LAKE_BUCKET, Prefix: "runs/" }))).Contents ?? [];
    const run = pinned?.Key?.split("/")[1] ?? "";
    const later = { Bucket: LAKE_BUCKET, Key: "landing/customer/later.json" };
    await aws.s3.send(new PutObjectCommand({ ...later, Body: "{}\n" }));
    const again = await runJob(glue, jobOf("customer_trusted"), "sluice-dev-workflow", run);
    expect(again.metrics).toMatchObject([{ table: "customer_trusted", quarantined: 0 }]);
    await aws.s3.send(new DeleteObjectsCommand({ Bucket: LAKE_BUCKET, Delete: { Objects: [{ Key: later.Key }] } }));
  });

  test("a failed check commits nothing", async () => {
    const table = { DatabaseName: DATABASE, Name: "accelerometer_trusted" };
    const before = (await aws.glue.send(new GetTableCommand(table))).Table?.Parameters?.["metadata_location"];
    const bad = { Bucket: LAKE_BUCKET, Key: "landing/accelerometer/bad.json" };
    await aws.s3.send(new PutObjectCommand({ ...bad, Body: "{\n".repeat(100_000) }));
    const { succeeded, complaint } = await runJob(glue, jobOf("accelerometer_trusted"), "sluice-dev-workflow", "wr_bad");
    expect(succeeded).toBe(false);
    expect(complaint).toContain("records are bad, more than");
    expect((await aws.glue.send(new GetTableCommand(table))).Table?.Parameters?.["metadata_location"]).toBe(before);
  });

  test("the same tables go on with one job for the lake; sample data gives the answer written by hand", async () => {
    await dev.stack.setConfig("sluice:jobs", { value: "one" });
    await dev.up();
    await answered(11, (data) => data);
  });

  test("every named query is answered", async () => {
    await act("sluice-dev-curated-reader");
    const result = await lake.sluice("query", "machine_learning_curated", ...onStack, "--endpoint", recorder.endpoint, "--limit", "1000");
    // As the query says.
    expect(result["rows"]).toHaveLength(100);
    expect(result["columns"]).toHaveLength(12);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await shownIn(connection, "named");
    expect(Object.keys(await namedQueries()).sort()).toEqual([...TABLES, "row_counts"].sort());
    for (const [name, sql] of Object.entries(await namedQueries()))
      expect((await connection.runAndReadAll(sql)).getRows().length, name).toBeGreaterThan(0);
  });

  test("so does sample data of another seed, ingested from S3", async () => {
    await answered(12, (data) => toS3(data, "s3://sluice-dev-deliveries/2026/"));
  });

  /** Replaces landing by sample data, ingested from where `from` puts it, and compares the lake with the answer. */
  const answered = async (seed: number, from: (data: string) => string | Promise<string>): Promise<void> => {
    await emptyLanding();
    const data = await sample(`seed-${seed}`, seed);
    await ingest(await from(data));
    await runAll(["lake"]);
    for (const [table, { rows, differing }] of Object.entries(await compared(data, `seed-${seed}`))) {
      expect({ table, differing }).toEqual({ table, differing: 0 });
      expect(rows).toBeGreaterThan(0);
    }
  };

  const toS3 = async (folder: string, place: string): Promise<string> => {
    const { host: Bucket, pathname } = new URL(place);
    await aws.s3.send(new CreateBucketCommand({ Bucket }));
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      if (statSync(join(folder, path)).isFile())
        await aws.s3.send(new PutObjectCommand({ Bucket, Key: `${pathname.slice(1)}${path}`, Body: readFileSync(join(folder, path)) }));
    return place;
  };

  test("a changed schema is deployed, and shown by the next run", async () => {
    lake.edit("trusted/accelerometer-trusted.ts", (text) =>
      text.replace("  }),\n});", "  }).derive((reading) => ({ strength: reading.x.abs() })),\n});"),
    );
    lake.edit("curated/machine-learning-curated.ts", (text) => text.replace('      "lastUpdateDate",\n', ""));
    const columns = async (Name: string): Promise<readonly (string | undefined)[]> =>
      (await aws.glue.send(new GetTableCommand({ DatabaseName: DATABASE, Name }))).Table?.StorageDescriptor?.Columns?.map(
        (column) => column.Name,
      ) ?? [];
    await dev.up();
    expect(await columns("machine_learning_curated")).toContain("lastupdatedate");
    await runAll(["lake"]);
    expect(await columns("machine_learning_curated")).not.toContain("lastupdatedate");
    expect(await columns("accelerometer_trusted")).toContain("strength");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await shownIn(connection, "changed");
    const [row] = (
      await connection.runAndReadAll("SELECT count(*)::INTEGER, count(*) FILTER (strength = abs(x))::INTEGER FROM accelerometer_trusted")
    ).getRows();
    expect(row?.[0]).toBeGreaterThan(0);
    expect(row?.[1]).toBe(row?.[0]);
    const { rows } = await lake.sluice("query", "machine_learning_curated", ...onStack, "--endpoint", emulator.endpoint);
    expect((rows as unknown[])[0]).toHaveLength(11);
  });

  test("who may read the quarantine finds the bad records", async () => {
    await act("sluice-dev-quarantine");
    const { s3 } = clientsOf(recorder.endpoint);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: LAKE_BUCKET, Prefix: "quarantine/" }));
    const Key = Contents.find(({ Size = 0 }) => Size > 0)?.Key;
    expect((await s3.send(new GetObjectCommand({ Bucket: LAKE_BUCKET, Key }))).ContentLength).toBeGreaterThan(0);
  });

  describe("of all that was recorded", () => {
    const used = new Set<string>();

    test("every call was allowed by the policy of its role", async () => {
      const refused = new Set<string>();
      for (const call of recorder.calls) {
        const { who } = call;
        const policy = policies.get(who);
        if (policy === undefined) throw new Error(`nobody knows whose call ${call.method} ${call.path} is`);
        for (const request of askedOfIam(call, WORKGROUP)) {
          const { action, resource, context = {} } = request;
          const sids = allowedBy([policy], request);
          if (sids.length === 0) refused.add(`${who}: ${action} ${resource} ${JSON.stringify(context)}`);
          for (const sid of sids) used.add(`${kindOf(who)}: ${sid} ${action}`);
        }
      }
      expect([...refused].sort()).toEqual([]);
      const roles = new Set([...policies.keys()].map((who) => who.split(" ")[0]));
      expect([...roles].sort()).toEqual([...[...TABLES, "lake"].map(jobOf), "sluice-dev-curated-reader", "sluice-dev-quarantine"].sort());
    });

    test("every grant was used, or is listed with its reason", () => {
      const { jobs, readers, upkeep } = stediStack({ readers: READER, quarantineReaders: SCIENTISTS, kmsKey: KEY, upkeep: "true" });
      const granted = [...jobs, ...readers, ...(upkeep === undefined ? [] : [upkeep])].flatMap(({ role, rights }) =>
        rights.Statement.flatMap(({ Sid, Action }) => Action.map((action) => `${kindOf(role)}: ${Sid} ${action}`)),
      );
      const unused = new Set(granted.filter((grant) => !used.has(grant)));
      expect([...unused].sort()).toEqual(Object.keys(UNUSED_GRANTS).sort());
    });
  });

  const kindOf = (who: string): string => who.replace(/ .*/, "").split("-").at(-1) ?? "";
});
