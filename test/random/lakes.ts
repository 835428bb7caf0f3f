import type { LakePlan, TablePlan } from "../../dsl/operations/lake.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import type { ColumnType } from "../../dsl/schema/column-type.ts";
import { prefixed, sourceColumn, sourceOf } from "../proofs/build.ts";
import { randomRelation, randomTables } from "./relations.ts";
import { Rng } from "./rng.ts";

const PARTITIONS: readonly ColumnType["kind"][] = ["string", "boolean", "int32", "int64", "date"];

/** Two tables over random sources, the second of which reads the first. */
export function randomLake(seed: number): LakePlan {
  const rng = new Rng(seed);
  const tables = randomTables(rng);
  const table = (name: string, relation: TablePlan["relation"]): TablePlan => {
    const columns = schemaOfRelation(relation).columns.map((column) =>
      rng.chance(0.3) ? { ...column, description: `What ${column.name} is: it's "${seed}".\nMore of it.` } : column,
    );
    const partitionable = columns.filter(({ type }) => PARTITIONS.includes(type.kind)).map((column) => column.name);
    return {
      name,
      zone: "open",
      file: `transforms/open/${name}.ts`,
      relation,
      columns,
      format: { kind: rng.pick(["iceberg", "parquet", "json"] as const) },
      partitionBy: partitionable.length < columns.length ? partitionable.filter(() => rng.chance(0.2)) : [],
      personal: {},
    };
  };
  // Its own names, which the second table's new columns do not meet.
  const first = table("first", prefixed(randomRelation(rng, tables, 1 + rng.below(4)), "first_"));
  const second = table("second", randomRelation(rng, [...tables, { name: "first", columns: first.columns, rows: [] }], 1 + rng.below(3)));
  return {
    zones: [{ name: "open", personal: "allow" }],
    consents: [],
    sources: tables.map(({ name, columns }) =>
      sourceOf(
        name,
        columns.map((column) => sourceColumn(column.name, column.type, column)),
      ),
    ),
    tables: [first, second],
  };
}
