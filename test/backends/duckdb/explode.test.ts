import { expect, test } from "vitest";
import { tableQuery } from "../../../dsl/backends/duckdb/relations.ts";
import type { ExplodeNode } from "../../../dsl/operations/explode.ts";
import { connect, rowsOf } from "./support.ts";

const LINE = { kind: "struct", fields: [{ name: "p", type: { kind: "string" }, nullable: true }] } as const;
const input = {
  op: "read",
  table: "t",
  columns: [
    { name: "id", type: { kind: "int32" }, nullable: false },
    { name: "tags", type: { kind: "array", element: { kind: "string" } }, nullable: true },
    { name: "lines", type: { kind: "array", element: LINE }, nullable: true },
  ],
} as const;

/** Every column of the rows, in the order of the id. */
async function exploded(node: Pick<ExplodeNode, "column" | "as"> & Partial<ExplodeNode>): Promise<readonly (readonly unknown[])[]> {
  const connection = await connect();
  await connection.run("CREATE TABLE t (id INTEGER, tags VARCHAR[], lines STRUCT(p VARCHAR)[])");
  await connection.run(`INSERT INTO t VALUES
    (1, ['b', 'a', 'b'], [{p: 'x'}, {p: NULL}]), (2, [], NULL), (3, NULL, []), (4, ['c'], [{p: 'y'}])`);
  return rowsOf(connection, `FROM (${tableQuery({ op: "explode", input, keepEmpty: false, ...node })}) ORDER BY id`);
}

const X = [{ p: "x" }, { p: null }];
const Y = [{ p: "y" }];

test("a row for each element, in the array's place", async () => {
  expect(await exploded({ column: "tags", as: "tag" })).toEqual([
    [1, "b", X],
    [1, "a", X],
    [1, "b", X],
    [4, "c", Y],
  ]);
});

test("the position counts from 0; an element may have the array's name", async () => {
  expect(await exploded({ column: "tags", as: "tags", position: "place" })).toEqual([
    [1, 0, "b", X],
    [1, 1, "a", X],
    [1, 2, "b", X],
    [4, 0, "c", Y],
  ]);
});

test("a row whose array is empty or NULL stays if it is kept, once, with NULL for both", async () => {
  expect(await exploded({ column: "tags", as: "tag", position: "place", keepEmpty: true })).toEqual([
    [1, 0, "b", X],
    [1, 1, "a", X],
    [1, 2, "b", X],
    [2, null, null, null],
    [3, null, null, []],
    [4, 0, "c", Y],
  ]);
});

test("an element may be a struct, with NULL in it", async () => {
  expect(await exploded({ column: "lines", as: "line", position: "place" })).toEqual([
    [1, ["b", "a", "b"], 0, { p: "x" }],
    [1, ["b", "a", "b"], 1, { p: null }],
    [4, ["c"], 0, { p: "y" }],
  ]);
});
