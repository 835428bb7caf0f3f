import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { breaksText } from "../../dsl/compiler/breaks-file.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { withReplacements } from "../../dsl/compiler/replacements.ts";
import type { TablePlan } from "../../dsl/operations/lake.ts";
import { narrowings } from "../../dsl/run/evolution.ts";
import { rollback } from "../../dsl/run/rollback.ts";
import { runLake } from "../../dsl/run/run.ts";
import { readLake, type TableVersion } from "../../dsl/run/version.ts";
import type { ColumnType } from "../../dsl/schema/column-type.ts";
import { lines, playground, put, queryLake, refusalOf, rowsOf, snapshot } from "./fixture.ts";
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

describe("an acknowledged column of another type", () => {
  const cases: readonly (readonly [from: string, before: string, value: unknown, after: string, later: unknown])[] = [
    ["string", "z.string()", "2026-01-01", "z.iso.date()", "2026-01-02"],
    ["decimal(20,2)", "decimal(20, 2)", 1.25, "decimal(22, 4)", 1.2525],
    ["date", "z.iso.date()", "2026-01-01", "z.iso.datetime()", "2026-01-01T00:00:00Z"],
    ["int64", "z.int()", 7, "z.string()", "seven"],
    ["struct of (a: int64?)", "z.object({ a: z.int().optional() })", { a: 7 }, "z.object({ a: z.string() })", { a: "seven" }],
  ];
  const words = ["date", "decimal(22,4)", "timestamp", "string", "struct of (a: string)"];

  const lakeOf = (
    types: readonly string[],
    format: string,
  ): string => `import { decimal, iceberg, json, parquet, source, zone } from "sluice";
import { z } from "zod";
const open = zone("open", { format: ${format}() });
const t = source("t", { path: "t/", format: json(), row: z.object({ ${types.map((type, i) => `c${i}: ${type}`).join(", ")} }) });
export const orders = open.table("orders", { from: t });
`;
  const changes = cases.map(([from], i) => `column-retyped orders.c${i} ${from} -> ${words[i]}`);

  test.each(["iceberg", "json"])("replaces the one before in the table of %s()", async (format) => {
    const { folder, landing, lake } = playground(2);
    const transforms = join(folder, "transforms");
    const run = async (types: readonly string[], row: readonly unknown[], acknowledged: readonly string[]) => {
      put(join(transforms, "lake.ts"), lakeOf(types, format));
      put(join(transforms, "breaks.json"), breaksText(acknowledged.map((change) => ({ change, reason: "it was wrong" }))));
      put(join(landing, "t/1.json"), lines([Object.fromEntries(row.map((value, i) => [`c${i}`, value]))]));
      const { plan: made, files, diagnostics } = await compileApart({ transforms, cache: join(folder, "cache"), cwd: process.cwd() });
      if (made === undefined) throw new Error(JSON.stringify(diagnostics));
      await runLake(made, { landing, lake });
      return JSON.parse(files.get("open/orders/plan.json") ?? "{}").replaces;
    };
    const old = [cases.map((one) => one[1]), cases.map((one) => one[2])] as const;
    const now = [cases.map((one) => one[3]), cases.map((one) => one[4])] as const;
    expect(await run(...old, [])).toBeUndefined();
    const rows = await rowsOf(lake, "orders");
    const first = (await readLake(lake)).tables.find(({ name }) => name === "orders")?.run;
    const { codes, words: said } = await refusalOf(() => run(...now, [...changes.slice(1), "column-retyped orders.c0 int64 -> date"]));
    expect(codes).toEqual(["column-narrowed"]);
    expect(said).toContain("orders.c0 was string in the version before and would be date");
    expect(await rowsOf(lake, "orders")).toEqual(rows);

    expect(await run(...now, changes)).toEqual(cases.map(([from], i) => ({ column: `c${i}`, from, to: words[i] })));
    const later = await rowsOf(lake, "orders");
    expect(later).not.toEqual(rows);
    await run(...now, changes);
    await rollback(lake, "orders", first);
    expect(await rowsOf(lake, "orders")).toEqual(rows);
    await run(...now, changes);
    expect(await rowsOf(lake, "orders")).toEqual(later);
  });

  test("also in several steps, up to the type that it has", () => {
    const column = { name: "c", type: { kind: "date" }, nullable: true } as const;
    const lake = { ...plan, tables: [{ ...plan.tables[0], name: "t", columns: [column] } as TablePlan] };
    const acknowledgements = ["int64 -> string", "string -> date", "date -> int64", "boolean -> double"].map((change) => ({
      change: `column-retyped t.c ${change}`,
      reason: "",
    }));
    expect(withReplacements(lake, acknowledgements).tables[0]?.replaces).toEqual([
      { column: "c", from: "int64", to: "date" },
      { column: "c", from: "string", to: "date" },
    ]);
  });
});
