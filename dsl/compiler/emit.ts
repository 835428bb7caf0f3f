import { athenaDdl } from "../backends/glue/athena-ddl.ts";
import { previewQuery, rowCountsQuery } from "../backends/glue/named-query.ts";
import { tableInput } from "../backends/glue/table-input.ts";
import { jobScript } from "../backends/pyspark/job.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { jsonText } from "./json-text.ts";
import { MANIFEST, manifestText } from "./manifest.ts";
import { type PlanFile, sourceFile, tableFile, zonesFile } from "./plan-file.ts";
import { privacyMarkdown } from "./privacy-markdown.ts";
import { privacyReport } from "./privacy-report.ts";
import { rewrite } from "./rewrite.ts";
import { runtimeFiles } from "./runtime-files.ts";

/** Every generated file: path below the output folder to text. The same plan gives the same bytes anywhere. */
export function emitLake(plan: LakePlan, proof: LakeProof): ReadonlyMap<string, string> {
  const proofs = new Map(proof.tables.map((table) => [table.table, table]));
  const files = new Map<string, string>();
  const plans: PlanFile[] = [];
  for (const table of [...plan.sources, ...plan.tables]) {
    const folder = `${table.zone}/${table.name}`;
    if ("relation" in table) {
      const lowered = rewrite(table.relation);
      const file = tableFile(table, lowered, proofs.get(table.name));
      plans.push(file);
      files.set(`${folder}/job.py`, jobScript(table, lowered));
      files.set(`queries/${table.name}.sql`, previewQuery(table));
      files.set(`${folder}/plan.json`, jsonText(file));
    } else {
      const file = sourceFile(table);
      plans.push(file);
      files.set(`${folder}/plan.json`, jsonText(file));
    }
    files.set(`${folder}/table.json`, jsonText(tableInput(table)));
    files.set(`${folder}/table.sql`, athenaDdl(table));
  }
  files.set("queries/row_counts.sql", rowCountsQuery([...plan.sources, ...plan.tables]));
  files.set("zones.json", jsonText(zonesFile(plan)));
  const privacy = privacyReport(plan, proof);
  files.set("privacy.json", jsonText(privacy));
  files.set("privacy.md", privacyMarkdown(privacy));
  for (const [path, text] of runtimeFiles()) files.set(path, text);
  files.set(MANIFEST, manifestText(plans, files));
  return files;
}
