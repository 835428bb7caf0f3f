import type { DuckDBConnection } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { tableQuery } from "../../../dsl/backends/duckdb/relations.ts";
import { sqlType } from "../../../dsl/backends/duckdb/types.ts";
import type { AggregateName } from "../../../dsl/expressions/aggregate.ts";
import type { Aggregate, Expression } from "../../../dsl/expressions/expression.ts";
import type { LoweredNode } from "../../../dsl/operations/lowered.ts";
import { schemaOfRelation } from "../../../dsl/operations/rules.ts";
import type { Column, ColumnType } from "../../../dsl/schema/column-type.ts";
import { call, cast, col, double, int32, int64, MAX64, text } from "./evaluate.ts";
import { columnsOf, connect, rowsOf } from "./support.ts";

const INT: ColumnType = { kind: "int32" };
const LONG: ColumnType = { kind: "int64" };
const TEXT: ColumnType = { kind: "string" };
const DOUBLE: ColumnType = { kind: "double" };

const columnsFrom = (types: Readonly<Record<string, ColumnType>>): readonly Column[] =>
  Object.entries(types).map(([name, type]) => ({ name, type, nullable: true }));
const read = (table: string, types: Readonly<Record<string, ColumnType>>): LoweredNode => ({
  op: "read",
  table,
  columns: columnsFrom(types),
});
const side = (of: "left" | "right", name: string): Expression => ({ op: "column", name, side: of });

/** The rows of a relation, and whether its columns have exactly the plan's names and types. */
async function rowsOfRelation(connection: DuckDBConnection, relation: LoweredNode) {
  const sql = tableQuery(relation);
  expect(await columnsOf(connection, sql)).toEqual(
    schemaOfRelation(relation).columns.map(({ name, type }) => `${name} ${sqlType(type).replace(/"(\w+)"/g, "$1")}`),
  );
  return rowsOf(connection, sql);
}

const sortedRows = async (connection: DuckDBConnection, relation: LoweredNode) =>
  (await rowsOfRelation(connection, relation)).map((row) => JSON.stringify(row)).sort();
const json = (rows: readonly (readonly unknown[])[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();

const people = read("people", { id: INT, name: TEXT });
const orders = read("orders", { person: LONG, amount: INT });

/** Tables with more columns than the plans read, in another order. */
async function shop(): Promise<DuckDBConnection> {
  const connection = await connect();
  await connection.run(
    "CREATE TABLE people AS SELECT * FROM (VALUES (1, 'x', 'Ann'), (2, 'x', 'Bob'), (3, 'x', NULL), (NULL, 'x', 'Nil')) AS v(id, unused, name)",
  );
  await connection.run(
    "CREATE VIEW orders AS SELECT * FROM (VALUES (5, 1::BIGINT), (7, 1), (9, 2), (1, NULL), (2, 4)) AS v(amount, person)",
  );
  return connection;
}

const on = [{ left: "id", right: "person" }] as const;
const overSix = call("gt", side("right", "amount"), int32(6));

describe("each operation", () => {
  test("read", async () => {
    expect(await sortedRows(await shop(), people)).toEqual(
      json([
        [1, "Ann"],
        [2, "Bob"],
        [3, null],
        [null, "Nil"],
      ]),
    );
  });

  test("filter keeps what is true, neither false nor NULL", async () => {
    expect(await sortedRows(await shop(), { op: "filter", input: people, where: call("ne", col("name"), text("Ann")) })).toEqual(
      json([
        [2, "Bob"],
        [null, "Nil"],
      ]),
    );
  });

  test("project", async () => {
    const columns = [
      { name: "n", expression: call("plus", col("id"), int32(1)) },
      { name: "id", expression: col("name") },
      { name: "one", expression: int32(1) },
      { name: "nothing", expression: { op: "literal", type: { kind: "decimal", precision: 5, scale: 2 }, value: null } },
      { name: "none", expression: call("concat", col("name"), text(null)) },
    ] as const;
    expect(await sortedRows(await shop(), { op: "project", input: people, columns })).toEqual(
      json([
        ["2", "Ann", 1, null, null],
        ["3", "Bob", 1, null, null],
        ["4", null, 1, null, null],
        [null, "Nil", 1, null, null],
      ]),
    );
  });

  test("join", async () => {
    const connection = await shop();
    expect(await sortedRows(connection, { op: "join", left: people, right: orders, on })).toEqual(
      json([
        [1, "Ann", "1", 5],
        [1, "Ann", "1", 7],
        [2, "Bob", "2", 9],
      ]),
    );
    expect(await sortedRows(connection, { op: "join", left: people, right: orders, on, where: overSix })).toEqual(
      json([
        [1, "Ann", "1", 7],
        [2, "Bob", "2", 9],
      ]),
    );
    const larger = call("lt", side("left", "id"), side("right", "person"));
    expect(await sortedRows(connection, { op: "join", left: people, right: orders, on: [], where: larger })).toEqual(
      json([
        [1, "Ann", "2", 9],
        [1, "Ann", "4", 2],
        [2, "Bob", "4", 2],
        [3, null, "4", 2],
      ]),
    );
  });

  test("a same-named pair of a join is one column, with the left value and type", async () => {
    const connection = await connect();
    await connection.run("CREATE TABLE a AS SELECT 1 AS k, 'a' AS x UNION ALL SELECT 2, 'b'");
    await connection.run("CREATE TABLE b AS SELECT 1::BIGINT AS k, 'c' AS y");
    const joined = {
      left: read("a", { k: INT, x: TEXT }),
      right: read("b", { k: LONG, y: TEXT }),
      on: [{ left: "k", right: "k" }],
    } as const;
    expect(await sortedRows(connection, { op: "join", ...joined })).toEqual(json([[1, "a", "c"]]));
    expect(await sortedRows(connection, { op: "leftJoin", ...joined })).toEqual(
      json([
        [1, "a", "c"],
        [2, "b", null],
      ]),
    );
  });

  test("leftJoin", async () => {
    expect(await sortedRows(await shop(), { op: "leftJoin", left: people, right: orders, on, where: overSix })).toEqual(
      json([
        [1, "Ann", "1", 7],
        [2, "Bob", "2", 9],
        [3, null, null, null],
        [null, "Nil", null, null],
      ]),
    );
  });

  test("semiJoin and antiJoin divide the left rows", async () => {
    const connection = await shop();
    expect(await sortedRows(connection, { op: "semiJoin", left: people, right: orders, on })).toEqual(
      json([
        [1, "Ann"],
        [2, "Bob"],
      ]),
    );
    expect(await sortedRows(connection, { op: "antiJoin", left: people, right: orders, on })).toEqual(
      json([
        [3, null],
        [null, "Nil"],
      ]),
    );
    const same = call("eq", call("length", side("left", "name")), side("right", "amount"));
    expect(await sortedRows(connection, { op: "semiJoin", left: people, right: orders, on: [], where: same })).toEqual(json([]));
    const either = call("or", overSix, call("isNull", side("left", "name")));
    expect(await sortedRows(connection, { op: "semiJoin", left: people, right: orders, on, where: either })).toEqual(
      json([
        [1, "Ann"],
        [2, "Bob"],
      ]),
    );
    expect(
      await sortedRows(connection, { op: "antiJoin", left: people, right: orders, on: [], where: call("isNull", side("left", "name")) }),
    ).toEqual(
      json([
        [1, "Ann"],
        [2, "Bob"],
        [null, "Nil"],
      ]),
    );
    const fallible = call("gt", call("dividedBy", call("plus", side("left", "id"), double(1)), side("right", "amount")), double(0.3));
    expect(await sortedRows(connection, { op: "antiJoin", left: people, right: orders, on, where: fallible })).toEqual(
      json([
        [3, null],
        [null, "Nil"],
      ]),
    );
  });

  test("keys of different number types meet by value", async () => {
    const connection = await connect();
    await connection.run(
      "CREATE TABLE a AS SELECT 99999999999999999999999999999999999999::DECIMAL(38,0) AS big, 1.5::DOUBLE AS d UNION ALL SELECT 2, 2",
    );
    await connection.run("CREATE TABLE b AS SELECT 2.000000::DECIMAL(38,6) AS big, 2 AS d");
    const a = read("a", { big: { kind: "decimal", precision: 38, scale: 0 }, d: DOUBLE });
    const b = read("b", { big: { kind: "decimal", precision: 38, scale: 6 }, d: INT });
    expect(
      await sortedRows(connection, {
        op: "semiJoin",
        left: a,
        right: b,
        on: [
          { left: "big", right: "big" },
          { left: "d", right: "d" },
        ],
      }),
    ).toEqual(json([["2", 2]]));
  });

  test("distinct takes NULL for a value, and 0.0 and -0.0 for one", async () => {
    const connection = await connect();
    await connection.run(
      "CREATE TABLE t AS SELECT * FROM (VALUES (NULL, 'a', -0.0::DOUBLE), (NULL, 'a', 0), (1, NULL, NULL), (1, NULL, NULL)) AS v(n, s, d)",
    );
    const relation: LoweredNode = { op: "distinct", input: read("t", { n: INT, s: TEXT, d: DOUBLE }) };
    expect(await sortedRows(connection, relation)).toEqual(
      json([
        [1, null, null],
        [null, "a", 0],
      ]),
    );
    expect(await rowsOf(connection, `SELECT d::VARCHAR FROM (${tableQuery(relation)}) WHERE d = 0`)).toEqual([["0.0"]]);
  });

  test("latest takes the greatest, then the smallest of the others, NULL last everywhere", async () => {
    const connection = await connect();
    await connection.run(`CREATE TABLE t AS SELECT * FROM (VALUES
      ('a', 1, 'x', 9), ('a', 2, 'z', 1), ('a', 2, 'y', 5), ('a', 2, 'y', 4), ('a', NULL, 'a', 0),
      (NULL, NULL, NULL, 1), (NULL, NULL, 'q', 2), (NULL, NULL, 'p', NULL), (NULL, NULL, 'p', 3)) AS v(k, moment, s, n)`);
    await connection.run("ALTER TABLE t ALTER moment TYPE BIGINT");
    const input = read("t", { k: TEXT, moment: LONG, s: TEXT, n: INT });
    expect(await sortedRows(connection, { op: "latest", input, by: ["k"], newest: "moment" })).toEqual(
      json([
        ["a", "2", "y", 4],
        [null, null, "p", 3],
      ]),
    );
  });

  test("union pairs columns by name", async () => {
    const connection = await shop();
    const swapped: LoweredNode = {
      op: "project",
      input: people,
      columns: [
        { name: "name", expression: col("name") },
        { name: "id", expression: call("coalesce", col("id"), int32(0)) },
      ],
    };
    expect(await sortedRows(connection, { op: "union", left: people, right: swapped })).toEqual(
      json([
        [1, "Ann"],
        [2, "Bob"],
        [3, null],
        [null, "Nil"],
        [1, "Ann"],
        [2, "Bob"],
        [3, null],
        [0, "Nil"],
      ]),
    );
  });
});

describe("aggregates", () => {
  const measure = (name: AggregateName, argument?: Expression): { readonly name: string; readonly aggregate: Aggregate } => ({
    name: `${name} ${JSON.stringify(argument ?? "")}`,
    aggregate: { op: "aggregate", function: name, ...(argument === undefined ? {} : { argument }) },
  });
  const aggregated = async (type: ColumnType, values: readonly string[], name: AggregateName) => {
    const connection = await connect();
    await connection.run(`CREATE TABLE t (v ${sqlType(type)})`);
    if (values.length > 0) await connection.run(`INSERT INTO t VALUES ${values.map((value) => `(${value})`).join(", ")}`);
    const [[value] = []] = await rowsOfRelation(connection, {
      op: "aggregate",
      input: read("t", { v: type }),
      by: [],
      measures: [measure(name, col("v"))],
    });
    return value;
  };
  const decimal = (precision: number, scale: number): ColumnType => ({ kind: "decimal", precision, scale });
  const BIG = "99999999999999999999999999999999999999";

  test.each<readonly [ColumnType, readonly string[], AggregateName, unknown]>([
    [INT, [], "count", "0"],
    [INT, ["1", "NULL", "1"], "count", "2"],
    [INT, ["1", "NULL", "1", "2"], "countDistinct", "2"],
    [DOUBLE, ["0.0", "-0.0::DOUBLE"], "countDistinct", "1"],
    [INT, [], "sum", null],
    [INT, ["NULL"], "sum", null],
    [INT, ["2147483647", "2147483647"], "sum", "4294967294"],
    [LONG, [MAX64, "1", "-1"], "sum", MAX64],
    [LONG, [MAX64, "1"], "sum", null],
    [DOUBLE, ["1e308", "1e308"], "sum", null],
    [DOUBLE, ["1e308", "1e308", "-1e308"], "sum", 1e308],
    [DOUBLE, ["0.1", "0.2", "NULL"], "sum", 0.30000000000000004],
    [{ kind: "float" }, ["0.1"], "sum", Math.fround(0.1)],
    [decimal(10, 2), ["99999999.99", "99999999.99"], "sum", "199999999.98"],
    [decimal(38, 0), [BIG, "1"], "sum", null],
    [decimal(38, 0), [BIG, "1", "-1"], "sum", BIG],
    [decimal(38, 0), Array.from({ length: 100 }, () => BIG), "sum", null],
    [decimal(38, 2), ["-0.50", "-0.25", "NULL"], "sum", "-0.75"],
    [decimal(38, 38), ["0.6", "0.6"], "sum", null],
    [decimal(38, 38), ["0.6", "-0.7"], "sum", "-0.10000000000000000000000000000000000000"],
    [decimal(38, 2), [], "sum", null],
    [INT, ["1", "2", "NULL"], "avg", 1.5],
    [LONG, [MAX64, MAX64], "avg", 2 ** 63],
    [LONG, [MAX64, `-${MAX64}`, "1", "3"], "avg", 1],
    [INT, [], "avg", null],
    [DOUBLE, ["1e308", "1.5e308"], "avg", 1.25e308],
    [DOUBLE, ["0.1", "0.2"], "avg", 0.15000000000000002],
    [decimal(38, 2), ["0.10", "0.20"], "avg", 0.15],
    [decimal(38, 0), [BIG, "1"], "avg", null],
    [decimal(38, 0), [BIG, "-1"], "avg", 5e37],
    [TEXT, ["'b'", "'B'", "'é'", "'😀'", "NULL"], "max", "😀"],
    [TEXT, ["'b'", "'B'", "'é'", "NULL"], "min", "B"],
    [{ kind: "boolean" }, ["TRUE", "FALSE", "NULL"], "min", false],
    [{ kind: "boolean" }, ["TRUE", "FALSE", "NULL"], "max", true],
    [{ kind: "date" }, ["'2024-01-01'", "'0001-01-01'"], "min", "0001-01-01"],
    [{ kind: "timestamp" }, ["'2024-01-01 00:00:00.000001'", "'0001-01-01'"], "max", "2024-01-01 00:00:00.000001"],
    [decimal(5, 2), ["1.5", "-1.5"], "min", "-1.50"],
    [{ kind: "array", element: INT }, ["[1, 2]", "[1]"], "max", [1, 2]],
    [DOUBLE, [], "min", null],
  ])("%j of %j: %s", async (type, values, name, expected) => {
    expect(await aggregated(type, values, name)).toEqual(expected);
  });

  test("groups: NULL is a key, 0.0 and -0.0 are one; without keys there is always a row", async () => {
    const connection = await connect();
    await connection.run(
      "CREATE TABLE t AS SELECT * FROM (VALUES ('a', 0.0::DOUBLE, 1), ('a', -0.0, 2), (NULL, NULL, 3), (NULL, NULL, NULL)) AS v(k, d, n)",
    );
    const input = read("t", { k: TEXT, d: DOUBLE, n: INT });
    const measures = [
      measure("count"),
      measure("count", col("n")),
      measure("sum", col("n")),
      measure("sum", call("times", col("n"), int32(10))),
    ];
    expect(await sortedRows(connection, { op: "aggregate", input, by: ["k", "d"], measures })).toEqual(
      json([
        ["a", 0, "2", "2", "3", "30"],
        [null, null, "2", "1", "3", "30"],
      ]),
    );
    const none: LoweredNode = { op: "filter", input, where: call("eq", int32(1), int32(2)) };
    expect(await sortedRows(connection, { op: "aggregate", input: none, by: [], measures })).toEqual(json([["0", "0", null, null]]));
    expect(await sortedRows(connection, { op: "aggregate", input: none, by: ["k"], measures })).toEqual([]);
    expect(await sortedRows(connection, { op: "aggregate", input, by: ["d", "k"], measures: [] })).toEqual(
      json([
        [0, "a"],
        [null, null],
      ]),
    );
  });

  test("sums of doubles do not depend on the order of the rows", async () => {
    const connection = await connect();
    await connection.run("SELECT setseed(0.5)");
    await connection.run("CREATE TABLE a AS SELECT random() * 1e9 AS v, range % 7 AS g FROM range(300000)");
    await connection.run("CREATE TABLE b AS SELECT * FROM a ORDER BY hash(v)");
    const total = (table: string) =>
      sortedRows(connection, {
        op: "aggregate",
        input: read(table, { v: DOUBLE, g: LONG }),
        by: ["g"],
        measures: [measure("sum", col("v")), measure("avg", col("v"))],
      });
    expect(await total("b")).toEqual(await total("a"));
  });
});

describe("the shape of plans", () => {
  test("columns that differ only by case are two", async () => {
    const connection = await connect();
    await connection.run("CREATE TABLE t AS SELECT 1 AS a, 2 AS b, 'x' AS é");
    const columns = [
      { name: "A", expression: col("b") },
      { name: "a", expression: col("a") },
      { name: "a#2", expression: int32(7) },
      { name: "É", expression: col("é") },
      { name: "é", expression: text("y") },
    ];
    const input = read("t", { a: INT, b: INT, é: TEXT });
    const two: LoweredNode = { op: "project", input, columns };
    const swapped: LoweredNode = {
      op: "project",
      input: { op: "filter", input: two, where: call("gt", col("A"), col("a")) },
      columns: [...columns].reverse().map(({ name }) => ({ name: `${name} out`, expression: col(name) })),
    };
    expect(
      await rowsOf(connection, tableQuery({ ...swapped, columns: swapped.columns.map((column, i) => ({ ...column, name: `c${i}` })) })),
    ).toEqual([["y", "x", 7, 1, 2]]);
    const joined: LoweredNode = {
      op: "join",
      left: two,
      right: {
        op: "project",
        input,
        columns: [
          { name: "B", expression: col("a") },
          { name: "b", expression: col("b") },
        ],
      },
      on: [{ left: "a", right: "B" }],
      where: call("eq", side("left", "A"), side("right", "b")),
    };
    expect((await rowsOf(connection, tableQuery(joined))).map((row) => [...row])).toEqual([[2, 1, 7, "x", "y", 1, 2]]);
  });

  test("any name of a table or column can be quoted", async () => {
    const connection = await connect();
    const names = ['a"b', "it's", "select", "1", " ", "😀", "$1", "a.b", "l", "r", "bound", "read_1", "filter_2"];
    for (const name of names) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      await connection.run(`CREATE TABLE ${quoted} AS SELECT 1.5::DOUBLE AS ${quoted}, 2 AS other`);
      const input = read(name, { [name]: DOUBLE, other: INT });
      const long = call("dividedBy", call("plus", call("plus", call("plus", col(name), double(1)), double(2)), double(3)), col("other"));
      const filtered: LoweredNode = { op: "filter", input, where: call("gt", long, double(3.7)) };
      expect(await sortedRows(connection, { op: "semiJoin", left: filtered, right: input, on: [{ left: name, right: name }] })).toEqual(
        json([[1.5, 2]]),
      );
    }
  });

  test("a chain of 200 steps", async () => {
    const connection = await shop();
    let relation: LoweredNode = people;
    for (let i = 0; i < 100; i += 1) {
      relation = {
        op: "project",
        input: relation,
        columns: [
          { name: "id", expression: cast(call("plus", col("id"), int32(1)), INT) },
          { name: "name", expression: call("concat", col("name"), text("!")) },
        ],
      };
      relation = { op: "filter", input: relation, where: call("gt", col("id"), int64("0")) };
    }
    expect((await sortedRows(connection, relation)).length).toBe(3);
  });

  test("a node that is read twice at each of 40 steps", async () => {
    const connection = await shop();
    let relation: LoweredNode = { op: "filter", input: people, where: call("isNotNull", col("id")) };
    for (let i = 0; i < 40; i += 1) relation = { op: "semiJoin", left: relation, right: relation, on: [{ left: "id", right: "id" }] };
    expect((await sortedRows(connection, relation)).length).toBe(3);
  });

  test("a join of 60 tables", async () => {
    const connection = await connect();
    await connection.run("CREATE TABLE t AS SELECT range AS k, range * 2 AS v FROM range(100)");
    let relation: LoweredNode = read("t", { k: LONG, v: LONG });
    for (let i = 0; i < 60; i += 1) {
      const right: LoweredNode = {
        op: "project",
        input: read("t", { k: LONG, v: LONG }),
        columns: [
          { name: "k", expression: col("k") },
          { name: `v${i}`, expression: col("v") },
        ],
      };
      relation = { op: "leftJoin", left: relation, right, on: [{ left: "k", right: "k" }] };
    }
    expect(await rowsOf(connection, `SELECT count(*), sum(v59) FROM (${tableQuery(relation)})`)).toEqual([["100", "9900"]]);
  });

  test("nested columns pass through", async () => {
    const connection = await connect();
    const struct: ColumnType = { kind: "struct", fields: [{ name: "Zip", type: TEXT, nullable: true }] };
    const types = { s: struct, a: { kind: "array", element: struct }, m: { kind: "map", value: DOUBLE } } as const;
    await connection.run(`CREATE TABLE t AS SELECT {'Zip': 'z'} AS s, [{'Zip': 'y'}] AS a, MAP {'k': 1.5::DOUBLE} AS m`);
    const input = read("t", types);
    const relation: LoweredNode = {
      op: "union",
      left: input,
      right: { op: "filter", input, where: call("eq", { op: "field", input: col("s"), field: "Zip" }, text("z")) },
    };
    const row = [{ Zip: "z" }, [{ Zip: "y" }], [{ key: "k", value: 1.5 }]];
    expect(await sortedRows(connection, relation)).toEqual(json([row, row]));
  });
});
