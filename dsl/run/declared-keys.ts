import { identifier } from "../backends/duckdb/identifier.ts";
import { dependencyOrder } from "../compiler/order.ts";
import type { Problem } from "../diagnostics/diagnostic.ts";
import type { LakePlan, SourcePlan } from "../operations/lake.ts";
import { brokenWithout } from "../proofs/broken.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { step, type Writer } from "./writer.ts";

/** A lake, and what is proven of it, to name what a false declaration breaks. */
export interface Proven {
  readonly plan: LakePlan;
  readonly proof: LakeProof | undefined;
}

/** The declared keys of a source that do not hold in the rows kept, each with the proofs that it breaks. Rows with a NULL in the key do not count. */
export async function brokenKeys(writer: Writer, source: SourcePlan, proven: Proven): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const columns of source.unique) {
    const repeated = await repeatedValues(writer, source.name, columns);
    if (repeated === 0) continue;
    const proofs = proofsBrokenBy(source.name, columns, proven);
    problems.push({ code: "declared-key-broken", parameters: { table: source.name, columns, repeated, proofs } });
  }
  return problems;
}

async function repeatedValues(writer: Writer, table: string, columns: readonly string[]): Promise<number> {
  const key = columns.map(identifier);
  const known = key.map((column) => `${column} IS NOT NULL`).join(" AND ");
  const query = `SELECT count(*) FROM (SELECT 1 FROM ${identifier(table)} WHERE ${known} GROUP BY ${key.join(", ")} HAVING count(*) > 1)`;
  const reader = await step(writer, table, () => writer.connection.runAndReadAll(query));
  return Number(reader.getRows()[0]?.[0]);
}

function proofsBrokenBy(source: string, columns: readonly string[], { plan, proof }: Proven): readonly string[] {
  if (proof === undefined) return [];
  return brokenWithout(plan, dependencyOrder(plan), proof, { source, columns }).map(
    ({ table, questions }) => `${table} (${questions.join("; ")})`,
  );
}
