import { expect, test } from "vitest";
import type { LoweredNode, LoweredOperation } from "../../../dsl/operations/lowered.ts";
import { call, column, functionOf, joined, literal, measure, project, read } from "./plans.ts";

const readings = read("readings_landing", {
  user: { kind: "string" },
  at: { kind: "epochMillis" },
  x: { kind: "int32" },
  "birth-date": { kind: "string" },
});
const customers = read("customers", { email: { kind: "string" }, since: { kind: "epochMillis" } });
const users = read("user_names", { user: { kind: "string" }, name: { kind: "string" } });

const EXAMPLES: {
  readonly [Op in LoweredOperation]: readonly { readonly shows: string; readonly relation: LoweredNode; readonly script: string }[];
} = {
  read: [
    {
      shows: "a table as it is",
      relation: customers,
      script: `def result(customers: DataFrame) -> DataFrame:
    return customers`,
    },
  ],
  filter: [
    {
      shows: "conditions one after the other",
      relation: {
        op: "filter",
        input: { op: "filter", input: readings, where: call("isNotNull", column("x")) },
        where: call("gt", column("x"), literal("int32", 3)),
      },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    return readings_landing.filter(F.col("x").isNotNull()).filter(F.col("x") > 3)`,
    },
  ],
  project: [
    {
      shows: "copies by name, renamed and computed columns under an alias",
      relation: project(readings, "birth-date", ["who", column("user")], ["x", call("plus", column("x"), literal("int32", 1))]),
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    return readings_landing.select(
        "birth-date",
        F.col("user").alias("who"),
        F.try_add(F.col("x").cast("bigint"), F.lit(1)).alias("x"),
    )`,
    },
  ],
  join: [
    {
      shows: "keys of one name by that name",
      relation: project(joined("join", readings, users, { user: "user" }), "user", "at", "name"),
      script: `def result(readings_landing: DataFrame, user_names: DataFrame) -> DataFrame:
    return readings_landing.join(user_names, "user").select("user", "at", "name")`,
    },
    {
      shows: "a condition over aliased sides, and the left value of a merged pair",
      relation: project(
        joined(
          "join",
          readings,
          users,
          { user: "user" },
          { where: call("ne", column("user", "left"), column("name", "right")), rows: { left: "reading", right: "appUser" } },
        ),
        "user",
        ["who", column("user")],
        "name",
      ),
      script: `def result(readings_landing: DataFrame, user_names: DataFrame) -> DataFrame:
    reading = readings_landing.alias("reading")
    app_user = user_names.alias("app_user")
    return reading.join(
        app_user,
        (F.col("reading.user") == F.col("app_user.user"))
        & (F.col("reading.user") != F.col("app_user.name")),
    ).select("reading.user", F.col("reading.user").alias("who"), "name")`,
    },
    {
      shows: "the columns named after a join, before anything else happens to them",
      relation: {
        op: "filter",
        input: joined("join", readings, users, { user: "user" }, { where: call("isNotNull", column("x", "left")) }),
        where: call("isNotNull", column("user")),
      },
      script: `def result(readings_landing: DataFrame, user_names: DataFrame) -> DataFrame:
    readings = readings_landing.alias("readings")
    user = user_names.alias("user")
    return (
        readings.join(
            user, (F.col("readings.user") == F.col("user.user")) & F.col("readings.x").isNotNull()
        )
        .select("readings.user", "at", "x", "birth-date", "name")
        .filter(F.col("user").isNotNull())
    )`,
    },
    {
      shows: "keys of several names, and of types that have to be made one",
      relation: joined(
        "join",
        read("a", { k: { kind: "int64" }, v: { kind: "string" } }),
        read("b", { key: { kind: "float" }, w: { kind: "string" } }),
        { k: "key" },
      ),
      script: `def result(a: DataFrame, b: DataFrame) -> DataFrame:
    a_2 = a.alias("a")
    b_2 = b.alias("b")
    return a_2.join(b_2, F.col("a.k").cast("double") == F.col("b.key").cast("double"))`,
    },
    {
      shows: "a table joined with itself",
      relation: project(
        joined(
          "join",
          customers,
          project(customers, ["friend", column("email")], ["friendSince", column("since")]),
          { email: "friend" },
          { rows: { left: "customer", right: "friend" } },
        ),
        "email",
        "friendSince",
      ),
      script: `def result(customers: DataFrame) -> DataFrame:
    customer = customers.alias("customer")
    friend = customers.select(
        F.col("email").alias("friend"), F.col("since").alias("friendSince")
    ).alias("friend")
    return customer.join(friend, F.col("customer.email") == F.col("friend.friend")).select(
        "email", "friendSince"
    )`,
    },
    {
      shows: "several keys of one name, and the columns in the order of the relation",
      relation: joined(
        "join",
        read("a", { v: { kind: "string" }, k: { kind: "int32" }, l: { kind: "int32" } }),
        read("b", { l: { kind: "int32" }, k: { kind: "int64" } }),
        { k: "k", l: "l" },
      ),
      script: `def result(a: DataFrame, b: DataFrame) -> DataFrame:
    return a.join(b, ["k", "l"]).select("v", "k", "l")`,
    },
  ],
  leftJoin: [
    {
      shows: "a left join",
      relation: project(joined("leftJoin", readings, users, { user: "user" }), "user", "name"),
      script: `def result(readings_landing: DataFrame, user_names: DataFrame) -> DataFrame:
    return readings_landing.join(user_names, "user", "left").select("user", "name")`,
    },
  ],
  semiJoin: [
    {
      shows: "a semi-join, its right side in a statement of its own",
      relation: joined(
        "semiJoin",
        readings,
        { op: "filter", input: users, where: call("isNotNull", column("name")), row: "userName" },
        { user: "user" },
      ),
      script: `def result(readings_landing: DataFrame, user_names: DataFrame) -> DataFrame:
    user_names_2 = user_names.filter(F.col("name").isNotNull())
    return readings_landing.join(user_names_2, "user", "left_semi").select(
        "user", "at", "x", "birth-date"
    )`,
    },
  ],
  antiJoin: [
    {
      shows: "an anti-join on a condition alone, null-safe where the author says so",
      relation: joined(
        "antiJoin",
        readings,
        customers,
        {},
        {
          where: call(
            "and",
            call("isNotDistinctFrom", column("user", "left"), column("email", "right")),
            call("lt", column("at", "left"), column("since", "right")),
          ),
          rows: { left: "reading", right: "customer" },
        },
      ),
      script: `def result(readings_landing: DataFrame, customers: DataFrame) -> DataFrame:
    reading = readings_landing.alias("reading")
    customer = customers.alias("customer")
    return reading.join(
        customer,
        F.col("reading.user").eqNullSafe(F.col("customer.email"))
        & (F.col("reading.at") < F.col("customer.since")),
        "left_anti",
    )`,
    },
  ],
  distinct: [
    {
      shows: "different rows",
      relation: { op: "distinct", input: project(readings, "user") },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    return readings_landing.select("user").distinct()`,
    },
  ],
  latest: [
    {
      shows: "the newest row of each key, ties broken by the other columns",
      relation: { op: "latest", input: readings, by: ["user"], newest: "at" },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("user").orderBy(
        F.col("at").desc_nulls_last(),
        F.col("x").asc_nulls_last(),
        F.col("birth-date").asc_nulls_last(),
    )
    return (
        readings_landing.select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("user", "at", "x", "birth-date")
    )`,
    },
    {
      shows: "a number for the rows that is no column yet",
      relation: project(
        { op: "latest", input: read("t_raw", { row_number: { kind: "int32" }, at: { kind: "date" } }), by: ["row_number"], newest: "at" },
        "row_number",
      ),
      script: `def result(t_raw: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("row_number").orderBy(F.col("at").desc_nulls_last())
    return (
        t_raw.select("*", F.row_number().over(newest_first).alias("row_number_2"))
        .filter(F.col("row_number_2") == 1)
        .select("row_number")
    )`,
    },
  ],
  aggregate: [
    {
      shows: "measures of groups",
      relation: {
        op: "aggregate",
        input: readings,
        by: ["user", "birth-date"],
        measures: [
          { name: "readings", aggregate: measure("count") },
          { name: "total", aggregate: measure("sum", column("x")) },
        ],
      },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    return readings_landing.groupBy("user", "birth-date").agg(
        F.count("*").alias("readings"), F.try_sum(F.col("x")).alias("total")
    )`,
    },
    {
      shows: "one row for all",
      relation: { op: "aggregate", input: readings, by: [], measures: [{ name: "first", aggregate: measure("min", column("at")) }] },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    return readings_landing.agg(F.min(F.col("at")).alias("first"))`,
    },
    {
      shows: "groups without a measure",
      relation: { op: "aggregate", input: readings, by: ["user"], measures: [] },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    return readings_landing.select("user").distinct()`,
    },
  ],
  window: [
    {
      shows: "running measures, and places and values in an order that tells all rows apart",
      relation: {
        op: "window",
        input: readings,
        partitionBy: ["user"],
        orderBy: [{ column: "at", descending: false }],
        columns: [
          { name: "n", value: { op: "window", function: "rowNumber" } },
          { name: "before", value: { op: "window", function: "lag", argument: column("x"), offset: 1 } },
          { name: "first", value: { op: "window", function: "first", argument: call("plus", column("x"), literal("int32", 1)) } },
          { name: "readings", value: measure("count") },
          { name: "total", value: measure("sum", column("x")) },
        ],
      },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("user").orderBy(
        F.col("at").asc_nulls_last(),
        F.col("x").asc_nulls_last(),
        F.col("birth-date").asc_nulls_last(),
    )
    whole = ordered.rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing)
    running = ordered.rowsBetween(Window.unboundedPreceding, Window.currentRow)
    return readings_landing.select(
        "*",
        F.row_number().over(ordered).alias("n"),
        F.lag(F.col("x"), 1).over(ordered).alias("before"),
        F.first(F.try_add(F.col("x").cast("bigint"), F.lit(1))).over(whole).alias("first"),
        F.count("*").over(running).alias("readings"),
        F.try_sum(F.col("x")).over(running).alias("total"),
    )`,
    },
    {
      shows: "a rank in the named order only, and measures of whole partitions",
      relation: {
        op: "window",
        input: {
          op: "window",
          input: readings,
          partitionBy: [],
          orderBy: [{ column: "x", descending: true }],
          columns: [{ name: "place", value: { op: "window", function: "denseRank" } }],
        },
        partitionBy: ["birth-date"],
        orderBy: [],
        columns: [{ name: "most", value: measure("max", column("x")) }],
      },
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    ranked = Window.orderBy(F.col("x").desc_nulls_last())
    partition = Window.partitionBy("birth-date")
    return readings_landing.select("*", F.dense_rank().over(ranked).alias("place")).select(
        "*", F.max(F.col("x")).over(partition).alias("most")
    )`,
    },
  ],
  explode: [
    {
      shows: "the elements in the place of their array",
      relation: {
        op: "explode",
        input: read("orders", {
          id: { kind: "string" },
          "line-items": { kind: "array", element: { kind: "int32" } },
          at: { kind: "date" },
        }),
        column: "line-items",
        as: "item",
        keepEmpty: false,
      },
      script: `def result(orders: DataFrame) -> DataFrame:
    return orders.select("id", F.explode("line-items").alias("item"), "at")`,
    },
    {
      shows: "their places, and rows without an element",
      relation: {
        op: "explode",
        input: read("orders", { id: { kind: "string" }, items: { kind: "array", element: { kind: "int32" } } }),
        column: "items",
        as: "items",
        position: "place",
        keepEmpty: true,
      },
      script: `def result(orders: DataFrame) -> DataFrame:
    return orders.select("id", F.posexplode_outer("items").alias("place", "items"))`,
    },
  ],
  union: [
    {
      shows: "rows of both sides by name",
      relation: {
        op: "union",
        left: project(readings, "user", "at"),
        right: project(customers, ["at", column("since")], ["user", column("email")]),
      },
      script: `def result(readings_landing: DataFrame, customers: DataFrame) -> DataFrame:
    customers_2 = customers.select(F.col("since").alias("at"), F.col("email").alias("user"))
    return readings_landing.select("user", "at").unionByName(customers_2)`,
    },
    {
      shows: "a relation with itself, computed once",
      relation: ((both: LoweredNode): LoweredNode => ({ op: "union", left: both, right: both }))({
        op: "filter",
        input: readings,
        where: call("isNull", column("x")),
        row: "reading",
      }),
      script: `def result(readings_landing: DataFrame) -> DataFrame:
    readings = readings_landing.filter(F.col("x").isNull())
    return readings.unionByName(readings)`,
    },
  ],
};

test.each(Object.entries(EXAMPLES).flatMap(([operation, examples]) => examples.map((example) => ({ operation, ...example }))))(
  "$operation: $shows",
  ({ relation, script }) => {
    expect(functionOf(relation)).toBe(script);
  },
);

test("what a filter's author calls a row names no alias of a join after it", () => {
  const text = { kind: "string" } as const;
  const script = (row: string): string => {
    const readings = read("reading_landing", { user: text, x: text });
    const kept: LoweredNode = { op: "filter", input: readings, where: call("isNotNull", column("x")), row };
    return functionOf(joined("semiJoin", kept, read("people", { email: text }), { user: "email" }));
  };
  expect(script("r")).toBe(script("motion"));
  expect(script("r")).toContain('.alias("reading")');
});

test("a step that is put in renames no alias of a join after it", () => {
  const id = { id: { kind: "string" } } as const;
  const conditions = (...others: readonly string[]): readonly string[] => {
    const start: LoweredNode = read("orders", { k: id.id });
    const joins = others.reduce<LoweredNode>((left, other) => joined("semiJoin", left, read(other, id), { k: "id" }), start);
    return functionOf(joins).match(/F\.col\(.*?\) == F\.col\(.*?\)/g) ?? [];
  };
  const after = ['F.col("orders.k") == F.col("towns.id")', 'F.col("orders.k") == F.col("shops.id")'];
  expect(conditions("towns", "shops")).toEqual(after);
  expect(conditions("people", "towns", "shops").slice(1)).toEqual(after);
});
