import { existsSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "../../diagnostics/diagnostic.ts";
import { stopIfAborted } from "../../run/interruption.ts";
import { sparkOf } from "../../run/spark/run-on-spark.ts";
import { reasonIn } from "../pulumi.ts";
import type { Bench } from "./bench.ts";
import { expectedOf } from "./expected.ts";
import { plannedIn } from "./plan.ts";
import { leftInState } from "./removal.ts";
import { sluiceIn } from "./sluice.ts";
import { CHANGE, SAMPLE } from "./subject.ts";
import { takenIn } from "./taken.ts";
import { environmentOf, isThere, makeWorkplace, pulumiIn, type Workplace } from "./workplace.ts";

export interface PrepareOptions {
  /** The folder of the project. */
  readonly cwd: string;
  readonly region: string;
  /** Where AWS is, for tests. */
  readonly endpoint: string | undefined;
  readonly poll?: number | undefined;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/**
 * Does all that a proof needs before anything is made in the account: a copy of the project, the sample, what the embedded engine makes of
 * it, a preview of the stack. Refuses with `aws-proof-refused` where the stack, or something of its names, is there already, with `no-pulumi`,
 * `spark-missing` and `aws-failed`.
 */
export async function prepare(workplace: Workplace, options: PrepareOptions): Promise<Bench> {
  const { cwd, region, endpoint, poll, signal, say } = options;
  const { stack, project, folder, landing } = workplace;
  await refuseExisting(workplace, cwd);
  say("making a copy of the project");
  makeWorkplace(workplace, cwd, region);
  const env = environmentOf(workplace, process.env);
  const pulumi = pulumiIn(workplace, process.env, (line) => {
    if (line.trim() !== "") say(line.trim());
  });
  say(`pulumi stack init ${stack}`);
  await succeeds(pulumi(["stack", "init"], signal), "pulumi stack init", signal);
  const spark = sparkOf("6.0", { s3: true });
  const sluice = sluiceIn(project, { env, signal });
  say("running the sample on the embedded engine");
  await sluice(["sample", "--out", landing, "--customers", String(SAMPLE.customers), "--seed", String(SAMPLE.seed)]);
  const expected = await expectedOf(sluice, project, folder, landing);
  if (expected === undefined)
    return refuse("aws-proof-refused", {
      reasons: [`transforms/${CHANGE.file} is not as the project comes: the proof does not know how to change it`],
    });
  say("pulumi preview");
  const planned = plannedIn((await succeeds(pulumi(["preview", "--json"], signal), "pulumi preview", signal)).stdout);
  const [{ AthenaClient }, { GlueClient }, { S3Client }] = await Promise.all([
    import("@aws-sdk/client-athena"),
    import("@aws-sdk/client-glue"),
    import("@aws-sdk/client-s3"),
  ]);
  const client = { region, ...(endpoint === undefined ? {} : { endpoint }) };
  const clients = {
    athena: new AthenaClient(client),
    glue: new GlueClient(client),
    s3: new S3Client({ ...client, ...(endpoint === undefined ? {} : { forcePathStyle: true }) }),
  };
  const taken = await takenIn(clients, planned);
  if (taken.length > 0) refuse("aws-proof-refused", { reasons: taken.map((what) => `${what} is in the account already`) });
  return { project, stack, region, endpoint, env, pulumi, sluice, ...clients, spark, planned, expected, poll, say };
}

async function refuseExisting(workplace: Workplace, cwd: string): Promise<void> {
  const { stack } = workplace;
  if (existsSync(join(cwd, `Pulumi.${stack}.yaml`)))
    refuse("aws-proof-refused", { reasons: [`${stack} is a stack of the project's own: Pulumi.${stack}.yaml is there`] });
  if (!isThere(workplace)) return;
  const left = await leftInState({ pulumi: pulumiIn(workplace, process.env, () => {}) });
  if (left.length > 0)
    refuse("aws-proof-refused", {
      reasons: [
        `an earlier proof has left something of ${stack} (${left.slice(0, 3).join(", ")}): take it away with \`npm run aws:prove -- --remove\``,
      ],
    });
}

async function succeeds<T extends { readonly code: number | null; readonly stdout: string; readonly stderr: string }>(
  running: Promise<T>,
  doing: string,
  signal: AbortSignal,
): Promise<T> {
  const ended = await running;
  stopIfAborted(signal);
  if (ended.code !== 0) refuse("aws-failed", { doing, reason: reasonIn(ended.stdout, ended.stderr) });
  return ended;
}
