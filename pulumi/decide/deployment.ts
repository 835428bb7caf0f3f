import { type Generated, type LakeTable, sha256, type TableInput } from "../generated.ts";
import { Mistakes } from "../mistakes.ts";
import type { Settings } from "../settings.ts";
import { receiverWarnings } from "./alarm-topic.ts";
import { type Arns, arnsOf } from "./arns.ts";
import { runtimeFiles } from "./bundle.ts";
import { type FailureRulePlan, failureRulesOf } from "./failure-rules.ts";
import { type JobPlan, jobsOf, type Runtime } from "./jobs.ts";
import { LAKE_JOB, type Names, namesOf, type Place } from "./names.ts";
import { type PolicyDocument, tooLong } from "./policy-document.ts";
import { type NamedQueryPlan, queriesOf, type WorkgroupPlan, workgroupsOf } from "./queries.ts";
import { overQuota } from "./quotas.ts";
import { quarantineReaderRights, readerRights } from "./reader-rights.ts";
import { tooManyAtOnce, type WorkflowPlan, workflowOf, workflowWarnings } from "./triggers.ts";
import { hasOptimizers, upkeepWarnings } from "./upkeep.ts";
import { upkeepRights } from "./upkeep-rights.ts";

/** A table of the Glue catalog. */
export interface CatalogTablePlan {
  readonly table: LakeTable;
  /** With the lake's bucket in its location. */
  readonly input: TableInput;
}

export interface ReaderPlan {
  readonly role: string;
  readonly principals: readonly string[];
  readonly rights: PolicyDocument;
}

/** What is deployed, and where it comes from. */
export interface Origin {
  /** SHA-256 of `generated/manifest.json`. */
  readonly manifest: string;
  /** Of Git, with `-changed` where files differ from it; undefined where there is none. */
  readonly commit: string | undefined;
}

/** Iceberg tables that Glue keeps up, each with where it stands. */
export interface UpkeepPlan {
  readonly role: string;
  readonly tables: readonly { readonly name: string; readonly location: string }[];
  readonly rights: PolicyDocument;
}

/** All that a stack declares, as plain data: the components only declare it. */
export interface Deployment {
  readonly settings: Settings;
  readonly place: Place;
  readonly names: Names;
  readonly arns: Arns;
  readonly tags: Readonly<Record<string, string>>;
  readonly origin: Origin;
  readonly runtime: Runtime;
  readonly tables: readonly CatalogTablePlan[];
  readonly jobs: readonly JobPlan[];
  readonly workflow: WorkflowPlan;
  readonly failureRules: readonly FailureRulePlan[];
  readonly workgroups: readonly WorkgroupPlan[];
  readonly queries: readonly NamedQueryPlan[];
  readonly readers: readonly ReaderPlan[];
  readonly upkeep: UpkeepPlan | undefined;
  /** What to tell whoever deploys, each a line. */
  readonly warnings: readonly string[];
}

/** Decides what a stack is made of. Pure: reads nothing but the files of `generated/` that it is given. Throws `Mistakes` where AWS's limits are too narrow. */
export function deploymentOf(generated: Generated, settings: Settings, stack: string, place: Place, commit?: string): Deployment {
  const names = namesOf(settings.name, stack, place);
  const arns = arnsOf(names, place);
  const files = runtimeFiles(generated);
  const runtime = {
    files,
    key: `runtime/${sha256(files.map((path) => `${path} ${generated.files.get(path)}\n`).join("")).slice(0, 16)}.zip`,
  };
  const iceberg = generated.tables.filter(({ format }) => format === "iceberg");
  const inZone = (zone: string): LakeTable[] => generated.tables.filter((table) => table.zone === zone);
  const jobs = jobsOf(generated, runtime, settings, names, arns);
  const workflow = settings.jobs === "one" ? { first: [LAKE_JOB], triggers: [] } : workflowOf(generated.tables);
  const deployment: Deployment = {
    settings,
    place,
    names,
    arns,
    tags: { "sluice:project": settings.name, "sluice:stack": stack, ...settings.tags },
    origin: { manifest: generated.manifest, commit },
    runtime,
    tables: generated.tables.map((table) => ({ table, input: located(table.tableInput, names.lakeBucket) })),
    jobs,
    workflow,
    failureRules: failureRulesOf(jobs, names),
    workgroups: workgroupsOf(generated, names),
    queries: queriesOf(generated, names),
    readers: [
      ...Object.entries(settings.readers).map(([zone, principals]) => ({
        role: names.readerRole(zone),
        principals,
        rights: readerRights(zone, inZone(zone), settings, arns),
      })),
      ...(settings.quarantineReaders === undefined
        ? []
        : [{ role: names.quarantineReaderRole, principals: settings.quarantineReaders, rights: quarantineReaderRights(settings, arns) }]),
    ],
    upkeep:
      settings.upkeep && hasOptimizers(place) && iceberg.length > 0
        ? {
            role: names.upkeepRole,
            tables: iceberg.map(({ name, tableInput }) => ({
              name,
              location: located(tableInput, names.lakeBucket).StorageDescriptor.Location,
            })),
            rights: upkeepRights(iceberg, settings, arns),
          }
        : undefined,
    warnings: [...workflowWarnings(workflow), ...receiverWarnings(settings), ...upkeepWarnings(settings.upkeep, place)],
  };
  refuseBeyondLimits(deployment);
  return deployment;
}

function refuseBeyondLimits({ jobs, readers, upkeep, workflow, failureRules, workgroups, settings }: Deployment): void {
  const roles = [...jobs, ...readers, ...(upkeep === undefined ? [] : [upkeep])];
  const counts = {
    jobs: jobs.length,
    triggers: workflow.triggers.length + 1,
    roles: roles.length,
    rules: failureRules.length,
    workgroups: workgroups.length,
  };
  const lines = [
    ...tooLong(Object.fromEntries(roles.map(({ role, rights }) => [role, rights]))),
    ...tooManyAtOnce(workflow),
    ...overQuota(counts, settings.quotas),
  ];
  if (lines.length > 0) throw new Mistakes("the lake does not fit into AWS's limits", lines);
}

/** The mark that stands for the lake's bucket in every location of `generated/`. */
const LAKE_MARK = "{{lake}}";

const located = (input: TableInput, bucket: string): TableInput => ({
  ...input,
  StorageDescriptor: { ...input.StorageDescriptor, Location: input.StorageDescriptor.Location.replaceAll(LAKE_MARK, bucket) },
});
