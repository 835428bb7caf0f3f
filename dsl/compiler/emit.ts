import { athenaDdl } from "../backends/glue/athena-ddl.ts";
import { previewQuery, rowCountsQuery } from "../backends/glue/named-query.ts";
import { tableInput } from "../backends/glue/table-input.ts";
import { jobScript } from "../backends/pyspark/job.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { jsonText } from "./json-text.ts";
import { MANIFEST, type ManifestTable, manifestTable, manifestText, sha256 } from "./manifest.ts";
import { planText, sourceFile, tableFile, zonesFile } from "./plan-file.ts";
import { privacyMarkdown } from "./privacy-markdown.ts";
import { privacyReport } from "./privacy-report.ts";
import { rewrite } from "./rewrite.ts";
import { runtimeFiles } from "./runtime-files.ts";

export type OnFiles = (files: ReadonlyMap<string, string>) => void;

/** How many files are made until they are handed on. */
const BATCH = 200;

/** Every generated file: path below the output folder to text. The same plan gives the same bytes anywhere. */
export function emitLake(plan: LakePlan, proof: LakeProof): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  streamLake(plan, proof, (made) => {
    for (const [path, text] of made) files.set(path, text);
  });
  return files;
}

/** As `emitLake`, but `onFiles` gets the files as they are made, some at a time, and none is kept. Returns the manifest, which comes last. */
export function streamLake(plan: LakePlan, proof: LakeProof, onFiles: OnFiles): string {
  const proofs = new Map(proof.tables.map((table) => [table.table, table]));
  const tables: ManifestTable[] = [];
  const hashes = new Map<string, string>();
  let made = new Map<string, string>();
  const add = (path: string, text: string): void => {
    hashes.set(path, sha256(text));
    made.set(path, text);
  };
  const handOn = (): void => {
    onFiles(made);
    made = new Map();
  };
  for (const table of [...plan.sources, ...plan.tables]) {
    const folder = `${table.zone}/${table.name}`;
    if ("relation" in table) {
      const lowered = rewrite(table.relation);
      const file = tableFile(table, lowered, proofs.get(table.name));
      tables.push(manifestTable(file));
      add(`${folder}/job.py`, jobScript(table, lowered));
      add(`queries/${table.name}.sql`, previewQuery(table));
      add(`${folder}/plan.json`, planText(file));
    } else {
      const file = sourceFile(table);
      tables.push(manifestTable(file));
      add(`${folder}/plan.json`, planText(file));
    }
    add(`${folder}/table.json`, jsonText(tableInput(table)));
    add(`${folder}/table.sql`, athenaDdl(table));
    if (made.size >= BATCH) handOn();
  }
  add("queries/row_counts.sql", rowCountsQuery([...plan.sources, ...plan.tables]));
  add("zones.json", jsonText(zonesFile(plan)));
  const privacy = privacyReport(plan, proof);
  add("privacy.json", jsonText(privacy));
  add("privacy.md", privacyMarkdown(privacy));
  for (const [path, text] of runtimeFiles()) add(path, text);
  const manifest = manifestText(tables, hashes);
  made.set(MANIFEST, manifest);
  handOn();
  return manifest;
}
