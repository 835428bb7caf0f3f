import { dependencyOrder } from "../compiler/order.ts";
import { privacyReport } from "../compiler/privacy-report.ts";
import type { LakePlan, SourcePlan, TablePlan } from "../operations/lake.ts";
import { tablesRead } from "../operations/steps.ts";
import type { LakeProof } from "../proofs/proof.ts";
import type { Catalog, CatalogRun, CatalogTable, CatalogTableRun, Declaration, GeneratedText } from "./catalog.ts";
import { claimsOf, exceptionsOf, tellingOf } from "./claims.ts";
import { lineagesOf, originsOf, sourceColumns, tableColumns } from "./columns.ts";
import { zoneOrder } from "./zone-order.ts";

/** What a catalog is made of. */
export interface Ingredients {
  readonly plan: LakePlan;
  readonly proof: LakeProof;
  /** The generated files, path below the output folder to text. */
  readonly files: ReadonlyMap<string, string>;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly run: CatalogRun | null;
  /** What the run made, by the name of the table. */
  readonly lastRuns: ReadonlyMap<string, CatalogTableRun>;
}

export function catalogOf({ plan, proof, files, declarations, run, lastRuns }: Ingredients): Catalog {
  const planned = [...plan.sources, ...plan.tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  const order = dependencyOrder(plan);
  const lineages = lineagesOf(plan);
  const origins = originsOf(plan, lineages, order);
  const telling = tellingOf(new Map(planned.map(({ name, file }) => [name, file])), proof);
  const proofs = new Map(proof.tables.map((table) => [table.table, table]));
  const readBy = readersOf(plan);
  const { native, assumptions } = privacyReport(plan, proof);

  const tables = planned.map((table): CatalogTable => {
    const { name, zone, description, file } = table;
    const text = (end: string): GeneratedText | undefined => {
      const path = `${zone}/${name}/${end}`;
      const found = files.get(path);
      return found === undefined ? undefined : { path, text: found };
    };
    const own = proofs.get(name);
    const lineage = lineages.get(name);
    return {
      name,
      zone,
      kind: "relation" in table ? "table" : "source",
      description: description ?? null,
      declaration: declarations.get(name) ?? { file, line: null, text: null },
      format: table.format.kind,
      partitionBy: "relation" in table ? table.partitionBy : [],
      reads: "relation" in table ? tablesRead(table.relation) : [],
      readBy: readBy.get(name) ?? [],
      columns:
        "relation" in table && lineage !== undefined
          ? tableColumns(table, { lineage, origins, proof: own, telling })
          : sourceColumns(table as SourcePlan),
      rowsDecidedBy: (lineage?.rows ?? []).map(({ table: from, column }) => ({ table: from, column })),
      source: "relation" in table ? null : sourceOf(table),
      claims: own === undefined ? [] : claimsOf(own, telling),
      presence: own?.personal.presence ?? [],
      exceptions: own === undefined ? [] : exceptionsOf(own, telling),
      script: text("job.py") ?? null,
      ddl: text("table.sql") ?? { path: "", text: "" },
      lastRun: lastRuns.get(name) ?? null,
    };
  });

  return { version: 1, zones: zonesOf(plan), consents: plan.consents, start: startOf(plan, order), tables, assumptions, native, run };
}

const zonesOf = (plan: LakePlan): Catalog["zones"] =>
  zoneOrder(plan).map((name) => {
    const zone = plan.zones.find((one) => one.name === name);
    return { name, requires: zone?.requires ?? null, personal: zone?.personal ?? "allow", implicit: zone?.implicit ?? null };
  });

const sourceOf = ({ path, unique, person, eventTime, quarantine }: SourcePlan): CatalogTable["source"] => ({
  path,
  unique,
  person: person.map(({ column, table, references, ambiguous }) => ({ column, refersTo: { table, column: references }, ambiguous })),
  eventTime: eventTime ?? null,
  quarantineAtMost: quarantine.atMost,
});

function readersOf(plan: LakePlan): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>();
  for (const { name, relation } of plan.tables)
    for (const read of tablesRead(relation)) readers.set(read, [...(readers.get(read) ?? []), name]);
  return readers;
}

/** The table that rests on most others, of those the first by name; of sources alone the first. */
function startOf({ sources, tables }: LakePlan, order: readonly string[]): string {
  const below = new Map<string, ReadonlySet<string>>();
  const byName = new Map<string, TablePlan>(tables.map((table) => [table.name, table]));
  let start = sources[0]?.name ?? tables[0]?.name ?? "";
  for (const name of order) {
    const table = byName.get(name);
    const reads = table === undefined ? [] : tablesRead(table.relation);
    const all = new Set(reads.flatMap((read) => [read, ...(below.get(read) ?? [])]));
    below.set(name, all);
    const most = below.get(start)?.size ?? 0;
    if (all.size > most || (all.size === most && all.size > 0 && name < start)) start = name;
  }
  return start;
}
