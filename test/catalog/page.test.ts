import { expect, test } from "vitest";
import { chunksOf } from "../../dsl/catalog/chunks.ts";
import { INDEX, type Index, LINEAGE, type LineageChunk } from "../../dsl/catalog/page/chunks.ts";
import { graphModel } from "../../dsl/catalog/page/graph-model.ts";
import { type Lake, lakeOf } from "../../dsl/catalog/page/lake.ts";
import { BOX_WIDTH } from "../../dsl/catalog/page/layout.ts";
import { type ColumnAt, keyOf, lineageOf, trailOf } from "../../dsl/catalog/page/lineage.ts";
import { marked } from "../../dsl/catalog/page/marked.ts";
import { hiddenAround, neighbourhood } from "../../dsl/catalog/page/neighbourhood.ts";
import { hashOf, routeOf } from "../../dsl/catalog/page/route.ts";
import { searchIn } from "../../dsl/catalog/page/search.ts";
import { catalogOf } from "./stedi.ts";

const catalog = await catalogOf();
const chunks = chunksOf(catalog);
const read = <T>(name: string): T => {
  const [, text = "null"] = /^\(self\.sluiceChunks \?\?= \{\}\)\["[^"]*"\] = (.*);\n$/.exec(chunks.get(`${name}.js`) ?? "") ?? [];
  return JSON.parse(JSON.parse(text)) as T;
};
const lake = lakeOf(read<Index>(INDEX));
const lineage = lineageOf(read<LineageChunk>(LINEAGE));
const at = (table: string, column: string): ColumnAt => {
  const found = lake.byName.get(table);
  return { table: found?.number ?? -1, column: found?.columns.findIndex(({ name }) => name === column) ?? -1 };
};
const nameOf = (of: Lake, { table, column }: ColumnAt): string => `${of.tables[table]?.name}.${of.tables[table]?.columns[column]?.name}`;
const found = (query: string): readonly string[] =>
  searchIn(lake)(query).hits.map(({ table, column }) =>
    column === null ? (lake.tables[table]?.name ?? "") : nameOf(lake, { table, column }),
  );

test("the index and the lineage say what the catalog says", () => {
  expect(lake.start.name).toBe(catalog.start);
  expect(lake.tables.map(({ name, columns }) => [name, columns.length])).toEqual(
    catalog.tables.map(({ name, columns }) => [name, columns.length]),
  );
  for (const table of catalog.tables) {
    for (const column of table.columns) {
      const origins = lineage.origins(at(table.name, column.name));
      expect(origins.map(({ from }) => nameOf(lake, from))).toEqual(column.from.map((from) => `${from.table}.${from.column}`));
      for (const { from } of origins)
        expect(lineage.uses(from).map(({ to }) => nameOf(lake, to))).toContain(`${table.name}.${column.name}`);
    }
  }
});

test("a column is followed back to where it was delivered", () => {
  const trail = trailOf(lineage, at("machine_learning_curated", "user"), 40);
  expect([...trail.columns.values()].map((one) => nameOf(lake, one))).toEqual([
    "machine_learning_curated.user",
    "accelerometer_trusted.user",
    "accelerometer_landing.user",
  ]);
  expect(trail.isCut).toBe(false);
  expect(trailOf(lineage, at("machine_learning_curated", "user"), 2).isCut).toBe(true);
  const down = trailOf(lineage, at("accelerometer_landing", "user"), 40);
  expect(down.columns.has(keyOf(at("machine_learning_curated", "user")))).toBe(true);
});

test("search looks at names, tags and descriptions, and names come first", () => {
  expect(found("machine")[0]).toBe("machine_learning_curated");
  expect(
    found("user")
      .slice(0, 3)
      .every((name) => name.endsWith(".user")),
  ).toBe(true);
  expect(found("birth-date")).toContain("customer_landing.birthDay");
  expect(found("motion at the same time")).toEqual(["machine_learning_curated"]);
  // Two words: one names the column, the other its table.
  expect(found("accelerometer_landing user")[0]).toBe("accelerometer_landing.user");
  expect(found("accelerometer_landing.user")[0]).toBe("accelerometer_landing.user");
  // The beginning of a word inside a name comes before any other place in it.
  expect(found("date")[0]).toMatch(/Date$/);
  expect(found("nothing has this name")).toEqual([]);
  expect(found("  ")).toEqual([]);
});

test("what is marked is the text itself, in pieces", () => {
  const text = (node: unknown): string =>
    Array.isArray(node)
      ? node.map(text).join("")
      : typeof node === "string"
        ? node
        : text((node as { props: { children: unknown } }).props.children);
  for (const words of [["user"], ["u", "us"], ["<b>"], []])
    expect(text(marked("The user <b>of</b> us", words))).toBe("The user <b>of</b> us");
  // Its small letter is longer than itself.
  expect(text(marked("İstanbul", ["i"]))).toBe("İstanbul");
});

test("boxes of a graph lie apart, in the lane of their zone, and lines go from left to right", () => {
  for (const table of lake.tables) {
    const shown = neighbourhood(lake, table.number, new Map());
    for (const followed of [undefined, ...table.columns.keys()]) {
      const trail = followed === undefined ? undefined : trailOf(lineage, { table: table.number, column: followed }, 40);
      const { drawn, lines, placed } = graphModel({
        lake,
        focus: table,
        followed: trail === undefined ? undefined : { trail, lineage },
        shown: trail === undefined ? shown : new Set([table.number, ...[...trail.columns.values()].map((one) => one.table)]),
      });
      for (const [i, a] of drawn.entries()) {
        const lane = placed.lanes.find((one) => one.lane === a.table.zone);
        expect(a.at.x).toBeGreaterThan(0);
        expect(a.at.x + BOX_WIDTH).toBeLessThan(placed.width);
        expect(a.at.y).toBeGreaterThanOrEqual(lane?.y ?? Number.NaN);
        expect(a.at.y + a.height).toBeLessThanOrEqual((lane?.y ?? Number.NaN) + (lane?.height ?? Number.NaN));
        for (const b of drawn.slice(i + 1)) {
          const isApart = a.at.x !== b.at.x || a.at.y + a.height <= b.at.y || b.at.y + b.height <= a.at.y;
          expect(isApart, `${a.table.name} and ${b.table.name}`).toBe(true);
        }
      }
      for (const { path } of lines) {
        const xs = [...path.matchAll(/(?:^M|L|C\S+ \S+ \S+ \S+ )(-?[\d.]+) /g)].map(([, x]) => Number(x));
        expect(xs).toEqual([...xs].sort((a, b) => a - b));
      }
    }
  }
});

/** A lake in which one table is read by many. */
function wideLake(readers: number): Lake {
  const table = (name: string, reads: readonly number[]) => ({
    name,
    zone: 0,
    isSource: false,
    description: null,
    reads,
    consent: "none" as const,
    columns: [],
  });
  const zones = [{ name: "open", requires: null, personal: "allow" as const, implicit: null }];
  const tables = [table("hub", []), ...Array.from({ length: readers }, (_, i) => table(`reader_${i}`, [0]))];
  return lakeOf({ zones, consents: [], run: null, start: 0, texts: [], tables });
}

test("a table with many readers is shown with a few, and more when asked", () => {
  const wide = wideLake(300);
  const few = neighbourhood(wide, 0, new Map());
  expect(few.size).toBeLessThanOrEqual(14);
  expect(hiddenAround(wide, 0, few)).toEqual({ up: 0, down: 301 - few.size });
  expect(neighbourhood(wide, 0, new Map([["down 0", 2]])).size).toBe(few.size + 16);
});

test("an address says which page, and comes back as it was", () => {
  for (const route of [{ page: "privacy" }, { page: "table", table: "a_b" }, { page: "table", table: "a", column: "x/y#z %$@" }] as const)
    expect(routeOf(hashOf(route))).toEqual(route);
  expect(routeOf("")).toEqual({ page: "start" });
  expect(routeOf("#/table/a/column/%E0%A4%A")).toMatchObject({ table: "a", column: "%E0%A4%A" });
});
