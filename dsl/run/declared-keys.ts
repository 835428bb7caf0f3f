import { identifier } from "../backends/duckdb/identifier.ts";
import type { Problem } from "../diagnostics/diagnostic.ts";
import type { SourcePlan } from "../operations/lake.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { step, type Writer } from "./writer.ts";

/** The declared keys of a source that do not hold in the rows kept, each with the proofs that take it for granted. Rows with a NULL in the key do not count. */
export async function brokenKeys(writer: Writer, source: SourcePlan, proof: LakeProof | undefined): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const columns of source.unique) {
    const repeated = await repeatedValues(writer, source.name, columns);
    if (repeated === 0) continue;
    problems.push({
      code: "declared-key-broken",
      parameters: { table: source.name, columns, repeated, proofs: restingOn(proof, source.name, columns) },
    });
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

function restingOn(proof: LakeProof | undefined, table: string, columns: readonly string[]): readonly string[] {
  return (proof?.tables ?? []).flatMap(({ table: proven, assumptions }) =>
    assumptions.some(
      (one) =>
        one.kind === "unique" &&
        one.table === table &&
        one.columns.length === columns.length &&
        one.columns.every((column) => columns.includes(column)),
    )
      ? [proven]
      : [],
  );
}
