import { describe, expect, test } from "vitest";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import type { PersonalProof } from "../../dsl/proofs/proof.ts";
import { aggregate, call, column, derive, filter, joined, literal, prefixed, readTable, right, select, tableOf, union } from "./build.ts";
import { CONSENT, customerTrusted, lakeOf, landing, proofsOf, readings, steps, TRUSTED } from "./stedi.ts";

const personalOf = (relation: RelationNode, ...others: readonly ReturnType<typeof tableOf>[]): PersonalProof => {
  const proof = proofsOf(lakeOf([...TRUSTED, ...others, tableOf("table", "open", relation)])).get("table");
  if (proof === undefined) throw new Error("the table is gone");
  return proof.personal;
};
const tagsIn = (relation: RelationNode, name: string): readonly string[] | undefined => personalOf(relation).columns[name];

describe("a column carries the personal data", () => {
  test("that it is declared to have, and that of the column it refers to", () => {
    expect(tagsIn(landing, "phone")).toEqual(["phone"]);
    expect(tagsIn(landing, "serialNumber")).toEqual([]);
    expect(tagsIn(readings, "user")).toEqual(["email"]);
  });

  test("of what it equals, by a join of any kind", () => {
    const renamed = derive(steps, "contact", {
      op: "when",
      branches: [{ when: literal(true), then: column("serialNumber") }],
      otherwise: literal("none"),
    });
    expect(tagsIn(joined("semiJoin", renamed, landing, { contact: "phone" }), "contact")).toEqual(["phone"]);
    expect(tagsIn(joined("join", renamed, prefixed(landing, "c_"), { contact: "c_phone" }), "contact")).toEqual(["phone"]);
    expect(tagsIn(joined("antiJoin", renamed, landing, { contact: "phone" }), "contact")).toEqual([]);
    expect(
      tagsIn(
        joined(
          "semiJoin",
          steps,
          landing,
          { serialNumber: "serialNumber" },
          { where: call("eq", column("serialNumber", "left"), right("customerName")) },
        ),
        "serialNumber",
      ),
    ).toEqual(["name"]);
  });

  test("of what it is computed from", () => {
    expect(tagsIn(derive(landing, "both", call("concat", column("customerName"), column("email"))), "both")).toEqual(["email", "name"]);
    const choice = {
      op: "when",
      branches: [{ when: call("startsWith", column("phone"), literal("+46")), then: literal("here") }],
      otherwise: literal("there"),
    } as const;
    expect(tagsIn(derive(landing, "where", choice), "where")).toEqual(["phone"]);
    expect(tagsIn(derive(landing, "known", call("isNotNull", column("phone"))), "known")).toEqual(["phone"]);
    expect(tagsIn(derive(landing, "name", call("coalesce", column("customerName"), column("email"))), "name")).toEqual(["name"]);
  });

  test("of the members of its group, but a count has none", () => {
    const grouped = aggregate(landing, ["serialNumber"], {
      first: ["min", column("birthDay")],
      holders: ["count"],
      born: ["count", column("birthDay")],
    });
    expect(personalOf(grouped).columns).toEqual({ serialNumber: [], first: ["birth-date"], holders: [], born: ["birth-date"] });
  });

  test("but how many people there are is a statistic, where the column tells who each of them is", () => {
    const people = (relation: RelationNode, name: string, by: readonly string[] = []): readonly string[] | undefined =>
      tagsIn(aggregate(relation, by, { n: ["countDistinct", column(name)] }), "n");
    expect(people(readings, "user")).toEqual([]);
    expect(people(landing, "email", ["serialNumber"])).toEqual([]);
    expect(people(readTable(customerTrusted), "email")).toEqual([]);
    expect(people(joined("leftJoin", steps, prefixed(landing, "c_"), { serialNumber: "c_serialNumber" }), "c_email")).toEqual([]);
    expect(people(landing, "phone")).toEqual(["phone"]);
    expect(people(derive(landing, "address", call("lower", column("email"))), "address")).toEqual(["email"]);
    const address = (name: string): RelationNode => ({
      op: "project",
      input: landing,
      columns: [{ name: "who", expression: column(name) }],
    });
    expect(people(union(address("email"), address("phone")), "who")).toEqual(["email", "phone"]);
    expect(tagsIn(aggregate(readings, [], { n: ["count", column("user")], last: ["max", column("user")] }), "n")).toEqual(["email"]);
  });

  test("also where it is read from another table", () => {
    const hidden = tableOf("hidden", "open", select(joined("semiJoin", steps, landing, { serialNumber: "phone" }), "serialNumber"));
    expect(personalOf(readTable(hidden), hidden).columns.serialNumber).toEqual(["phone"]);
    const hashed = tableOf("hashed", "open", select(derive(readTable(customerTrusted), "h", call("sha256", column("email"))), "h"));
    expect(personalOf(readTable(hashed), hashed).columns.h).toEqual(["hash of email"]);
    expect(personalOf(derive(readTable(hashed), "again", call("sha256", column("h"))), hashed).columns.again).toEqual(["hash of email"]);
  });
});

describe("what rows there are tells something of", () => {
  test("the columns that a filter, a join or a group looks at", () => {
    expect(personalOf(landing).presence).toEqual([]);
    expect(personalOf(select(filter(landing, call("startsWith", column("phone"), literal("+46"))), "serialNumber")).presence).toEqual([
      "phone",
    ]);
    expect(personalOf(joined("antiJoin", steps, landing, { serialNumber: "customerName" })).presence).toEqual(["name"]);
    expect(personalOf(aggregate(landing, ["birthDay"], { people: ["count"] })).presence).toEqual(["birth-date"]);
    expect(personalOf(filter(landing, call("isNotNull", column(CONSENT)))).presence).toEqual([]);
  });

  test("and of those that the tables looked at which it reads", () => {
    const chosen = tableOf("chosen", "open", select(filter(landing, call("startsWith", column("phone"), literal("+46"))), "serialNumber"));
    expect(personalOf(readTable(chosen), chosen).presence).toEqual(["phone"]);
  });
});
