import { describe, expect, test } from "vitest";
import type { TablePlan } from "../../dsl/operations/lake.ts";
import { narrowings } from "../../dsl/run/evolution.ts";
import { runLake } from "../../dsl/run/run.ts";
import type { TableVersion } from "../../dsl/run/version.ts";
import type { ColumnType } from "../../dsl/schema/column-type.ts";
import { playground, queryLake, refusalOf, snapshot } from "./fixture.ts";
import { events, plan, read, table } from "./plan.ts";

const money = (precision: number, scale: number): ColumnType => ({ kind: "decimal", precision, scale });
const struct = (name: string, type: ColumnType): ColumnType => ({ kind: "struct", fields: [{ name, type, nullable: true }] });
const LONG: ColumnType = { kind: "int64" };
const INT: ColumnType = { kind: "int32" };

/** As test/spark has it for the runtime, in `test_lake.py`. */
describe("a column from one version to the next", () => {
  const given = (before: ColumnType, after: ColumnType): readonly unknown[] =>
    narrowings(
      [{ name: "t", columns: [{ name: "c", type: after, nullable: true }] } as unknown as TablePlan],
      [{ name: "t", columns: [{ name: "c", type: before }] } as unknown as TableVersion],
    ).map(({ parameters }) => parameters);

  test.each<[ColumnType, ColumnType]>([
    [INT, LONG],
    [INT, { kind: "epochMillis" }],
    [LONG, { kind: "epochMillis" }],
    [{ kind: "float" }, { kind: "double" }],
    [money(5, 2), money(9, 2)],
    [struct("a", INT), struct("a", LONG)],
    [struct("a", INT), struct("b", { kind: "string" })],
    [
      { kind: "array", element: INT },
      { kind: "array", element: LONG },
    ],
  ])("%j may become %j", (before, after) => {
    expect(given(before, after)).toEqual([]);
  });

  test.each<[ColumnType, ColumnType, string]>([
    [LONG, INT, "t.c was int64 in the version before and would be int32"],
    [{ kind: "double" }, { kind: "float" }, "t.c was double"],
    [INT, { kind: "double" }, "t.c was int32"],
    [money(9, 2), money(5, 2), "t.c was decimal(9,2)"],
    [money(5, 2), money(9, 3), "t.c was decimal(5,2)"],
    [{ kind: "string" }, struct("a", INT), "t.c was string in the version before and would be struct of a: int32"],
    [struct("a", LONG), struct("a", INT), "t.c.a was int64"],
    [{ kind: "map", value: LONG }, { kind: "map", value: INT }, "t.c was int64"],
  ])("%j must not become %j", (before, after, words) => {
    const [found] = given(before, after) as { column: string; before: string; after: string }[];
    expect(`${found?.column} was ${found?.before} in the version before and would be ${found?.after}`).toContain(words);
  });
});

test("a run refuses a narrower column before it reads anything, and takes a wider one", async () => {
  const { landing, lake } = playground();
  const as = (type: ColumnType["kind"] & ("int32" | "int64")): typeof plan => ({
    ...plan,
    tables: [
      table("ids", "trusted", {
        op: "derive",
        input: read(events),
        columns: [{ name: "id", expression: { op: "cast", to: { kind: type }, input: { op: "column", name: "id" } } }],
      }),
    ],
  });
  await runLake(as("int32"), { landing, lake });
  await runLake(as("int64"), { landing, lake });
  expect(await queryLake(lake, "SELECT typeof(id) FROM ids LIMIT 1")).toEqual(["BIGINT"]);
  const before = snapshot(lake);
  const { codes, words } = await refusalOf(() => runLake(as("int32"), { landing, lake }));
  expect(codes).toEqual(["column-narrowed"]);
  expect(words).toBe("ids.id was int64 in the version before and would be int32, which does not hold every old value");
  expect(snapshot(lake)).toEqual(before);
});
