import { expect, test } from "vitest";
import { columnText } from "../../dsl/cli/explain-text.ts";
import { columnTree } from "../../dsl/compiler/explain.ts";
import type { TablePlan } from "../../dsl/operations/lake.ts";
import { STRING } from "../../dsl/schema/column-type.ts";
import { call, column, readSource, readTable, sourceColumn, sourceOf, tableOf } from "../proofs/build.ts";
import { lakeOf } from "../proofs/stedi.ts";

const NUMBERS = sourceOf("numbers", [sourceColumn("x", STRING), sourceColumn("y", STRING)]);

/** Each table computes x and y from both of the one before: 2 to the power of `deep` ways lead to the source. */
function crossing(deep: number): readonly TablePlan[] {
  const tables: TablePlan[] = [];
  for (let i = 0; i < deep; i++) {
    const before = tables[i - 1];
    const input = before === undefined ? readSource(NUMBERS) : readTable(before);
    const columns = ["x", "y"].map((name) => ({ name, expression: call("concat", column("x"), column("y")) }));
    tables.push(tableOf(`t${String(i).padStart(4, "0")}`, "open", { op: "derive", input, columns }));
  }
  return tables;
}

test("the origins of a column stand once, however many ways lead to it", () => {
  const tree = columnTree(lakeOf(crossing(3), [NUMBERS]), "t0002", "x");
  expect(columnText(tree).split("\n")).toEqual([
    "t0002.x: string",
    "= t0001.x || t0001.y",
    "├─ t0001.x",
    "│  = t0000.x || t0000.y",
    "│  ├─ t0000.x",
    "│  │  = numbers.x || numbers.y",
    "│  │  ├─ numbers.x",
    "│  │  │  declared in transforms/landing/numbers.ts",
    "│  │  └─ numbers.y",
    "│  │     declared in transforms/landing/numbers.ts",
    "│  └─ t0000.y",
    "│     = numbers.x || numbers.y",
    "│     ├─ numbers.x",
    "│     │  declared in transforms/landing/numbers.ts",
    "│     └─ numbers.y",
    "│        declared in transforms/landing/numbers.ts",
    "└─ t0001.y",
    "   = t0000.x || t0000.y",
    "   ├─ t0000.x",
    "   │  (shown at its other place)",
    "   └─ t0000.y",
    "      (shown at its other place)",
  ]);
});

test("a chain of 500 tables in which each column comes from two", () => {
  const lines = columnText(columnTree(lakeOf(crossing(500), [NUMBERS]), "t0499", "x")).split("\n");
  expect(lines.filter((line) => line.endsWith("(shown at its other place)"))).toHaveLength(2 * 498);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
  expect(lines.filter((line) => line.endsWith("(goes on below)")).length).toBe(lines.filter((line) => line === "").length);
});
