import { describe, expect, test } from "vitest";
import { emitLake } from "../../dsl/compiler/emit.ts";
import { dependencyOrder } from "../../dsl/compiler/order.ts";
import type { LakePlan, TablePlan } from "../../dsl/operations/lake.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import { fromSteps, type Step, toSteps } from "../../dsl/operations/steps.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import type { ColumnType } from "../../dsl/schema/column-type.ts";
import { RUFF, ruffSays } from "../backends/pyspark/tools.ts";
import { casesOf, firstSeed } from "../deep/cases.ts";
import { randomLake } from "./lakes.ts";

/** What is generated of random plans: two tables over random sources, the second of which reads the first. */

const FIRST = firstSeed(1);
const CASES = casesOf(25, 5000);
const seeds = Array.from({ length: CASES }, (_, i) => FIRST + i);

const filesOf = (plan: LakePlan): ReadonlyMap<string, string> => emitLake(plan, prove(plan, dependencyOrder(plan)));

/** The plan as JSON holds it: the relations as steps. */
const asText = (plan: LakePlan): string =>
  JSON.stringify({ ...plan, tables: plan.tables.map((table) => ({ ...table, relation: toSteps(table.relation) })) });

function fromText(text: string): LakePlan {
  const { tables, ...plan } = JSON.parse(text) as Omit<LakePlan, "tables"> & {
    readonly tables: readonly (Omit<TablePlan, "relation"> & { readonly relation: readonly Step[] })[];
  };
  return { ...plan, tables: tables.map((table) => ({ ...table, relation: fromSteps(table.relation) })) };
}

test(`the same plan, made again or read from JSON, gives the same files (seeds ${FIRST} to ${FIRST + CASES - 1})`, () => {
  for (const seed of seeds) {
    const plan = randomLake(seed);
    const files = filesOf(plan);
    expect([...filesOf(randomLake(seed))], `seed ${seed}`).toEqual([...files]);
    const back = fromText(asText(plan));
    expect(back, `seed ${seed}`).toEqual(plan);
    expect([...filesOf(back)], `seed ${seed}`).toEqual([...files]);
  }
});

interface Shown {
  readonly name: string;
  readonly type: string;
  readonly comment?: string;
}

/** The types of the catalog by their names in a plan, written down once more. */
const HIVE: Readonly<Record<string, string>> = { int32: "int", int64: "bigint", epochMillis: "bigint" };
const hive = (type: ColumnType): string =>
  type.kind === "decimal" ? `decimal(${type.precision},${type.scale})` : (HIVE[type.kind] ?? type.kind);

describe("the catalog's files say the columns of the plan", () => {
  const apart = ({ columns, format, partitionBy }: TablePlan): { readonly files: readonly Shown[]; readonly keys: readonly Shown[] } => {
    const shown = columns.map(
      ({ name, type, description }): Shown => ({
        name: name.toLowerCase(),
        type: hive(type),
        ...(description === undefined ? {} : { comment: description.replaceAll(/\s+/g, " ") }),
      }),
    );
    if (format.kind === "iceberg") return { files: shown, keys: [] };
    const isKey = ({ name }: Shown): boolean => partitionBy.includes(name);
    return { files: shown.filter((column) => !isKey(column)), keys: shown.filter(isKey) };
  };

  test("table.json", () => {
    for (const seed of seeds) {
      const plan = randomLake(seed);
      const files = filesOf(plan);
      for (const table of plan.tables) {
        const input = JSON.parse(files.get(`open/${table.name}/table.json`) ?? "");
        const columns = (list: readonly Record<string, string>[]): readonly Shown[] =>
          list.map(({ Name = "", Type = "", Comment }) => ({
            name: Name,
            type: Type,
            ...(Comment === undefined ? {} : { comment: Comment }),
          }));
        expect({ files: columns(input.StorageDescriptor.Columns), keys: columns(input.PartitionKeys) }, `seed ${seed}`).toEqual(
          apart(table),
        );
      }
    }
  });

  test("table.sql", () => {
    const LINE = /^ {2}`([^`]+)` (\S+?)(?: COMMENT '((?:[^'\\]|\\.)*)')?,?$/;
    for (const seed of seeds) {
      const plan = randomLake(seed);
      const files = filesOf(plan);
      for (const table of plan.tables) {
        const shown = (files.get(`open/${table.name}/table.sql`) ?? "").split("\n").flatMap((line): Shown[] => {
          const [, name = "", type = "", comment] = LINE.exec(line) ?? [];
          return name === "" ? [] : [{ name, type, ...(comment === undefined ? {} : { comment: comment.replaceAll(/\\(.)/g, "$1") }) }];
        });
        const { files: stored, keys } = apart(table);
        expect(shown, `seed ${seed}`).toEqual([...stored, ...keys]);
      }
    }
  });

  test("plan.json, with what may be NULL", () => {
    for (const seed of seeds) {
      const plan = randomLake(seed);
      const files = filesOf(plan);
      for (const table of plan.tables) {
        const { columns } = JSON.parse(files.get(`open/${table.name}/plan.json`) ?? "") as TablePlan;
        expect(columns, `seed ${seed}`).toEqual(table.columns);
        expect(
          columns.map(({ nullable }) => nullable),
          `seed ${seed}`,
        ).toEqual(schemaOfRelation(table.relation).columns.map(({ nullable }) => nullable));
      }
    }
  });
});

test.skipIf(RUFF === undefined)("ruff has nothing to say of a generated script", () => {
  for (const seed of seeds.slice(0, Math.ceil(CASES / 5)))
    for (const [path, text] of filesOf(randomLake(seed)))
      if (path.endsWith("/job.py"))
        expect(ruffSays(text, ["E501", "RUF001", "RUF002", "RUF003"]), `seed ${seed}: ${path}`).toEqual({ format: "", check: "" });
});
