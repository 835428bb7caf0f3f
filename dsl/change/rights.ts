import { arnsOf } from "../../pulumi/decide/arns.ts";
import { jobRights, placesOfTable, type Touched } from "../../pulumi/decide/job-rights.ts";
import { namesOf } from "../../pulumi/decide/names.ts";
import type { Statement } from "../../pulumi/decide/policy-document.ts";
import { readSettings } from "../../pulumi/settings.ts";
import type { PlanFile, TableFile } from "../compiler/plan-file.ts";
import type { Compared } from "./compared.ts";
import { tablePlan } from "./compared.ts";
import type { Tree } from "./tree/tree.ts";

/** What the role of a table's job may do in the head and might not in the base, and the other way. */
export interface JobRights {
  readonly table: string;
  readonly gained: readonly Right[];
  readonly lost: readonly Right[];
}

export interface Right {
  /** What it is for, as the statement of the policy says: `ReadTables`. */
  readonly purpose: string;
  readonly actions: readonly string[];
  /** On what: a key of the lake, `table/...`, `secret of ...`. */
  readonly on: string;
}

/** Names that stand for those of a stack: rights are the same in every stack but for them. */
const PLACE = { partition: "aws", account: "ACCOUNT", region: "REGION" } as const;
const SETTINGS = readSettings({}, []);
const ARNS = arnsOf(namesOf("sluice", "stack", PLACE), PLACE);

/** Access rights gained and lost by each job, as the program that deploys decides them where every table has a job of its own. */
export function rightsOf(compared: readonly Compared[], base: Tree, head: Tree): readonly JobRights[] {
  const rights = compared.flatMap((one): readonly JobRights[] => {
    const before = rightsIn(base, tablePlan(one.before));
    const after = rightsIn(head, tablePlan(one.after));
    const gained = missing(after, before);
    const lost = missing(before, after);
    return gained.length + lost.length === 0 ? [] : [{ table: one.table, gained, lost }];
  });
  return rights;
}

const keyOf = ({ purpose, actions, on }: Right): string => `${purpose} ${actions.join()} ${on}`;

function missing(rights: readonly Right[], others: readonly Right[]): readonly Right[] {
  const keys = new Set(others.map(keyOf));
  return rights.filter((right) => !keys.has(keyOf(right)));
}

function rightsIn(tree: Tree, plan: TableFile | undefined): readonly Right[] {
  if (plan === undefined) return [];
  const reads = [...tree.plans(plan.reads).values()].map(touched);
  const secrets = (plan.environment ?? []).map((variable) => `secret of ${variable}`);
  return jobRights(placesOfTable(touched(plan), reads), { secrets, bundle: "", runtime: "", logGroups: [] }, SETTINGS, ARNS)
    .Statement.filter(({ Sid }) => !NOT_TOLD.has(Sid))
    .flatMap(rightsOfStatement);
}

const touched = (plan: PlanFile): Touched => ({
  name: plan.name,
  zone: plan.zone,
  kind: plan.kind,
  path: plan.kind === "source" ? plan.path : undefined,
  format: plan.format.kind,
});

/** Every job reads its own script, whose place is a digest of it, and asks whether the folders are there that it reads and writes. */
const NOT_TOLD: ReadonlySet<string> = new Set(["ReadScripts", "FindFolders", "WriteLogs"]);

/** A statement as single rights, each resource and each prefix that may be listed on its own. */
function rightsOfStatement({ Sid, Action, Resource = [], Condition }: Statement): readonly Right[] {
  const prefixes = Object.values(Condition ?? {})
    .flatMap((of) => Object.values(of).flat())
    .filter((prefix) => prefix.endsWith("*"));
  const on = prefixes.length > 0 ? prefixes : Resource.filter((resource) => !EVERY_JOB.has(resource)).map(inWords);
  return on.map((one) => ({ purpose: Sid, actions: Action, on: one }));
}

/** What every job may look at. */
const EVERY_JOB: ReadonlySet<string> = new Set([ARNS.catalog, ARNS.database]);

const OF_LAKE = `${ARNS.lake}/`;
const OF_CATALOG = ARNS.table("");

/** Without the parts that differ by stack. */
const inWords = (resource: string): string =>
  resource.startsWith(OF_LAKE)
    ? resource.slice(OF_LAKE.length)
    : resource.startsWith(OF_CATALOG)
      ? `table ${resource.slice(OF_CATALOG.length)}`
      : resource;
