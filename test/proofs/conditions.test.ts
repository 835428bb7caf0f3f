import { describe, expect, test } from "vitest";
import type { Expression } from "../../dsl/expressions/expression.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import type { TableProof } from "../../dsl/proofs/proof.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import { BOOLEAN, type ColumnType, DATE, DOUBLE, EPOCH_MILLIS, INT32, INT64, STRING, TIMESTAMP } from "../../dsl/schema/column-type.ts";
import {
  call,
  column,
  derive,
  filter,
  joined,
  latest,
  literal,
  millis,
  orderOf,
  prefixed,
  readSource,
  sourceColumn,
  sourceOf,
  tableOf,
} from "./build.ts";

const decimal = (precision: number, scale: number): ColumnType => ({ kind: "decimal", precision, scale });
const TYPES: Readonly<Record<string, ColumnType>> = {
  short: INT32,
  long: INT64,
  double: DOUBLE,
  text: STRING,
  other: STRING,
  time: EPOCH_MILLIS,
  later: EPOCH_MILLIS,
  day: DATE,
  instant: TIMESTAMP,
  price: decimal(10, 2),
  cost: decimal(12, 2),
  rate: decimal(10, 4),
  flag: BOOLEAN,
};
const things = sourceOf(
  "things",
  Object.entries(TYPES).map(([name, type]) => sourceColumn(name, type, { nullable: true })),
  { unique: Object.keys(TYPES).map((name) => [name]) },
);
const all = readSource(things);

function proofOf(relation: RelationNode): TableProof {
  const lake = {
    zones: [{ name: "open", personal: "allow" as const }],
    consents: [],
    sources: [things],
    tables: [tableOf("table", "open", relation)],
  };
  const [proof] = prove(lake, orderOf(lake)).tables;
  if (proof === undefined) throw new Error("the table is gone");
  return proof;
}
const known = (relation: RelationNode): readonly string[] => proofOf(relation).notNull.map(({ column: name }) => name);
const findings = (relation: RelationNode): readonly string[] => proofOf(relation).findings.map(({ code }) => code);
const knownWhere = (condition: Expression): readonly string[] => known(filter(all, condition));
const impossible = (condition: Expression): boolean => findings(filter(all, condition)).includes("filter-never-true");
const and = (...conditions: readonly Expression[]): Expression => call("and", ...conditions);

describe("what a condition shows to be known", () => {
  const [text, other, long] = [column("text"), column("other"), column("long")];
  test.each<[string, Expression, readonly string[]]>([
    ["a comparison", call("lt", text, other), ["text", "other"]],
    ["its negation", call("not", call("lt", text, other)), ["text", "other"]],
    ["between", call("between", long, literal(1), column("short")), ["short", "long"]],
    ["not between", call("not", call("between", long, literal(1), column("short"))), ["short", "long"]],
    ["in", call("in", text, literal("a"), literal("b")), ["text"]],
    ["not in", call("not", call("in", text, literal("a"), literal("b"))), ["text"]],
    ["either of two", call("or", call("eq", text, literal("a")), call("gt", text, other)), ["text"]],
    ["neither of two", call("not", call("or", call("isNull", text), call("isNull", other))), ["text", "other"]],
    ["is distinct from", call("isDistinctFrom", text, literal("a")), []],
    ["is not distinct from", call("isNotDistinctFrom", text, literal("a")), ["text"]],
    ["a boolean function", call("startsWith", call("lower", text), other), ["text", "other"]],
    ["a function that can fail", call("gt", call("plus", long, column("short")), literal(0)), ["short", "long"]],
    ["coalesce that gave another value", call("ne", call("coalesce", text, literal("none")), literal("none")), ["text"]],
    ["coalesce that may have given it", call("eq", call("coalesce", text, literal("none")), literal("none")), []],
    ["a condition on a condition", call("eq", call("isNotNull", text), literal(true)), ["text"]],
    ["too many alternatives", call("or", ..."abcdefg".split("").map((letter) => call("eq", text, literal(letter)))), []],
  ])("%s", (_, condition, expected) => {
    expect(knownWhere(condition)).toEqual(expected);
  });

  test("a derived condition is worth what it says", () => {
    expect(known(filter(derive(all, "here", call("isNotNull", column("text"))), column("here")))).toEqual(["text", "here"]);
  });
});

describe("what contradicts itself", () => {
  const [text, long, time] = [column("text"), column("long"), column("time")];
  test.each<[string, Expression]>([
    ["two values", and(call("eq", text, literal("a")), call("eq", text, literal("b")))],
    ["a value outside of a list", and(call("in", text, literal("a"), literal("b")), call("eq", text, literal("c")))],
    ["an order that closes", and(call("lt", time, column("later")), call("lte", column("later"), time))],
    ["bounds that leave nothing", and(call("gt", long, literal(3)), call("lte", long, literal(2)))],
    ["code points, not code units", and(call("gt", text, literal("\u{10000}")), call("lt", text, literal("\uffff")))],
    [
      "a decimal of the same value",
      and(call("eq", column("price"), literal("1.50", decimal(3, 2))), call("ne", column("price"), literal("1.5", decimal(2, 1)))),
    ],
    [
      "an order of dates",
      and(call("lt", column("day"), literal("2026-01-01", DATE)), call("gt", column("day"), literal("2026-02-01", DATE))),
    ],
    [
      "an order of instants",
      and(
        call("lt", column("instant"), literal("2026-01-01T00:00:00Z", TIMESTAMP)),
        call("gt", column("instant"), literal("2026-01-01T00:00:00.000001Z", TIMESTAMP)),
      ),
    ],
    [
      "a cast that loses nothing",
      and(
        call("eq", { op: "cast", input: long, to: STRING }, { op: "cast", input: column("short"), to: STRING }),
        call("ne", long, column("short")),
      ),
    ],
    ["the constant FALSE", literal(false)],
    ["NULL", call("eq", text, literal(null, STRING))],
  ])("%s", (_, condition) => {
    expect(impossible(condition)).toBe(true);
  });

  test.each<[string, Expression]>([
    ["equal at the bounds", and(call("gte", long, literal(2)), call("lte", long, literal(2)))],
    [
      "equal doubles need not be one value",
      and(call("eq", column("double"), literal(0, DOUBLE)), call("isNotDistinctFrom", call("negated", column("double")), column("double"))),
    ],
    [
      "equal numbers of different types may differ as text",
      and(
        call("eq", column("price"), column("rate")),
        call("ne", { op: "cast", input: column("price"), to: STRING }, { op: "cast", input: column("rate"), to: STRING }),
      ),
    ],
    [
      "casts of different types to one value",
      and(
        call("eq", { op: "cast", input: column("flag"), to: INT32 }, { op: "cast", input: long, to: INT32 }),
        call("eq", { op: "cast", input: time, to: INT32 }, { op: "cast", input: long, to: INT32 }),
        call("eq", column("flag"), literal(true)),
        call("eq", long, literal(1)),
        call("eq", time, millis(1)),
      ),
    ],
    ["equal in lower case", and(call("eq", call("lower", text), call("lower", column("other"))), call("ne", text, column("other")))],
  ])("but not: %s", (_, condition) => {
    expect(impossible(condition)).toBe(false);
  });

  test("is said once, and of joins too", () => {
    const nothing = filter(all, call("eq", call("length", column("text")), literal(null, INT64)));
    expect(findings(filter(nothing, call("isNotNull", column("text"))))).toEqual(["filter-never-true"]);
    const closed = joined(
      "semiJoin",
      filter(all, call("lt", column("time"), millis(5))),
      filter(all, call("gt", column("time"), millis(5))),
      { time: "time" },
    );
    expect(findings(closed)).toEqual(["filter-never-true"]);
    expect(findings(joined("leftJoin", all, prefixed(nothing, "n_"), { text: "n_text" }))).toEqual(["filter-never-true"]);
  });
});

describe("keys by type", () => {
  const selfJoin = (name: string): string | undefined =>
    proofOf(joined("join", all, prefixed(all, "o_"), { [name]: `o_${name}` })).fanOut[0]?.status;
  test.each(Object.keys(TYPES).filter((name) => name !== "double"))("equal %s is one value", (name) => {
    expect(selfJoin(name)).toBe("proven");
  });
  test("equal doubles are not", () => {
    expect(selfJoin("double")).toBe("failed");
  });
  test("numbers of different types are converted, which may lose", () => {
    expect(proofOf(joined("join", all, prefixed(all, "o_"), { short: "o_long" })).fanOut[0]?.status).toBe("proven");
    expect(proofOf(joined("join", all, prefixed(all, "o_"), { price: "o_cost" })).fanOut[0]?.status).toBe("proven");
    expect(proofOf(joined("join", all, prefixed(all, "o_"), { rate: "o_price" })).fanOut[0]?.status).toBe("proven");
    expect(proofOf(joined("join", all, prefixed(all, "o_"), { double: "o_long" })).fanOut[0]?.status).toBe("failed");
  });
  test("the newest of each is unique by its key, NULL included", () => {
    const newest = prefixed(latest(filter(all, call("isNotNull", column("long"))), ["text"], "time"), "n_");
    expect(proofOf(joined("join", all, newest, { other: "n_text" })).fanOut[0]?.status).toBe("proven");
    expect(
      proofOf(joined("join", all, newest, {}, { where: call("isNotDistinctFrom", column("other", "left"), column("n_text", "right")) }))
        .fanOut[0]?.status,
    ).toBe("proven");
    expect(
      proofOf(
        joined(
          "join",
          all,
          prefixed(all, "n_"),
          {},
          { where: call("isNotDistinctFrom", column("other", "left"), column("n_text", "right")) },
        ),
      ).fanOut[0]?.status,
    ).toBe("failed");
  });
});

describe("rows that vanish unnamed", () => {
  const [text, other] = [column("text"), column("other")];
  test.each<[string, Expression, readonly string[]]>([
    ["<>", call("ne", text, literal("a")), ["text"]],
    ["<> of two columns", call("ne", text, other), ["text", "other"]],
    ["NOT IN", call("not", call("in", text, literal("a"))), ["text"]],
    ["NOT of a comparison", call("not", call("eq", call("lower", text), literal("a"))), ["text"]],
    ["NOT of a function", call("not", call("startsWith", text, literal("a"))), ["text"]],
    ["only the columns that are not named", and(call("isNotNull", text), call("ne", text, other)), ["other"]],
  ])("%s", (_, condition, columns) => {
    const [finding] = proofOf(filter(all, condition)).findings;
    expect(finding).toMatchObject({ code: "null-rows-vanish", step: 1, parameters: { columns } });
  });

  test.each<[string, Expression]>([
    ["=", call("eq", text, literal("a"))],
    ["an order", call("gt", text, literal("a"))],
    ["NOT of <>", call("not", call("ne", text, literal("a")))],
    ["nulls dropped by name", and(call("isNotNull", text), call("ne", text, literal("a")))],
    ["nulls kept by name", call("or", call("isNull", text), call("ne", text, literal("a")))],
    ["coalesce", call("ne", call("coalesce", text, literal("")), literal("a"))],
    ["IS DISTINCT FROM", call("isDistinctFrom", text, literal("a"))],
    ["NOT of a null test", call("not", call("isNull", text))],
  ])("not by %s", (_, condition) => {
    expect(findings(filter(all, condition))).toEqual([]);
  });

  test("nor where an earlier step made the column known", () => {
    expect(findings(filter(filter(all, call("gt", text, literal("a"))), call("ne", text, literal("b"))))).toEqual([]);
  });
});
