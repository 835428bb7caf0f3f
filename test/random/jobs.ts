import { jobScript } from "../../dsl/backends/pyspark/job.ts";
import { rewrite } from "../../dsl/compiler/rewrite.ts";
import type { LoweredNode } from "../../dsl/operations/lowered.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import type { Column } from "../../dsl/schema/column-type.ts";
import { type RandomTable, randomRelation, randomTables } from "./relations.ts";
import { Rng } from "./rng.ts";

export interface RandomJob {
  readonly tables: readonly RandomTable[];
  readonly relation: LoweredNode;
  readonly columns: readonly Column[];
  /** The generated script, whose function is called `result`. */
  readonly script: string;
}

/** A random plan over random small tables, lowered, with its job. */
export function randomJob(seed: number): RandomJob {
  const rng = new Rng(seed);
  const tables = randomTables(rng);
  const relation = rewrite(randomRelation(rng, tables, 1 + rng.below(4)));
  const { columns } = schemaOfRelation(relation);
  const plan = { name: "result", zone: "trusted", file: "transforms/result.ts", relation, columns };
  return {
    tables,
    relation,
    columns,
    script: jobScript({ ...plan, format: { kind: "parquet" }, partitionBy: [], personal: {} }, relation),
  };
}
