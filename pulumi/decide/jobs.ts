import type { Generated, LakeTable } from "../generated.ts";
import { Mistakes } from "../mistakes.ts";
import type { Settings } from "../settings.ts";
import type { Arns } from "./arns.ts";
import { type Bundle, lakeBundle, tableBundle } from "./bundle.ts";
import { jobRights, type Places, placesOfLake, placesOfTable } from "./job-rights.ts";
import { LAKE_JOB, type Names } from "./names.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { LANDING } from "./prefixes.ts";

/** A Glue job, its role and its objects in the scripts bucket. */
export interface JobPlan {
  /** The table that it makes, or `lake`. */
  readonly of: string;
  readonly name: string;
  readonly description: string;
  readonly role: string;
  readonly rights: PolicyDocument;
  readonly bundle: Bundle;
  readonly scriptLocation: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly glueVersion: string;
  readonly workerType: string;
  readonly workers: number;
  readonly timeoutMinutes: number;
  readonly retries: number;
  readonly queue: boolean;
  readonly executionClass: "STANDARD" | "FLEX";
}

export interface Runtime {
  /** Key of the zip in the scripts bucket. */
  readonly key: string;
  /** Below `generated/`. */
  readonly files: readonly string[];
}

/** The two groups that Glue 5.0 and newer write to below a prefix of one's own (`--custom-logGroup-prefix`). */
export const logGroupsOf = ({ logPrefix }: Names): readonly string[] => [`${logPrefix}/error`, `${logPrefix}/output`];

/** The secrets of the variables that the tables' jobs need. Throws `Mistakes` when the stack does not name one. */
function secretsOf(tables: readonly LakeTable[], { secrets }: Settings): Readonly<Record<string, string>> {
  const needed = [...new Set(tables.flatMap(({ environment }) => environment))].sort();
  const missing = needed.filter((variable) => secrets[variable] === undefined);
  if (missing.length > 0)
    throw new Mistakes(
      "the stack's configuration is wrong",
      missing.map((variable) => `sluice:secrets: a job needs ${variable}: name the Secrets Manager secret that holds it`),
    );
  return Object.fromEntries(needed.map((variable) => [variable, secrets[variable] ?? ""]));
}

/** One job a table, or one for the lake. */
export function jobsOf(generated: Generated, runtime: Runtime, settings: Settings, names: Names, arns: Arns): readonly JobPlan[] {
  const made = generated.tables.filter(({ kind }) => kind === "table");
  const byName = new Map(generated.tables.map((table) => [table.name, table]));
  const readsOf = (table: LakeTable): LakeTable[] => table.reads.flatMap((name) => byName.get(name) ?? []);
  if (settings.jobs === "one") {
    return [jobOf(LAKE_JOB, "Makes every table of the lake.", lakeBundle(generated), placesOfLake(generated.tables), made)];
  }
  return made.map((table) =>
    jobOf(
      table.name,
      table.tableInput.Description ?? `Makes ${table.name}.`,
      tableBundle(generated, table),
      placesOfTable(table, readsOf(table)),
      [table],
    ),
  );

  function jobOf(of: string, description: string, bundle: Bundle, places: Places, writes: readonly LakeTable[]): JobPlan {
    const secrets = secretsOf(writes, settings);
    return {
      of,
      name: names.job(of),
      description,
      role: names.jobRole(of),
      rights: jobRights(
        places,
        { secrets: Object.values(secrets), bundle: bundle.prefix, runtime: runtime.key, logGroups: logGroupsOf(names) },
        settings,
        arns,
      ),
      bundle,
      scriptLocation: `s3://${names.scriptsBucket}/${bundle.script.key}`,
      arguments: {
        "--catalog": "glue",
        "--custom-logGroup-prefix": names.logPrefix,
        "--database": names.database,
        "--datalake-formats": "iceberg",
        "--extra-py-files": `s3://${names.scriptsBucket}/${runtime.key}`,
        "--generated": `s3://${names.scriptsBucket}/${bundle.plans.key}`,
        "--job-bookmark-option": "job-bookmark-disable",
        "--lake": `s3://${names.lakeBucket}`,
        "--landing": `s3://${names.lakeBucket}/${LANDING.replace(/\/$/, "")}`,
        "--manifest-sha256": bundle.plans.sha256,
        "--script-sha256": bundle.script.sha256,
        ...(Object.keys(secrets).length === 0
          ? {}
          : {
              "--secrets": Object.entries(secrets)
                .map(([variable, arn]) => `${variable}=${arn}`)
                .join(","),
            }),
      },
      glueVersion: settings.glueVersion,
      workerType: settings.workerType,
      workers: settings.workers,
      timeoutMinutes: settings.timeoutMinutes,
      retries: settings.retries,
      queue: settings.queue,
      executionClass: settings.flex ? "FLEX" : "STANDARD",
    };
  }
}
