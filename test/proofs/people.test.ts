import { describe, expect, test } from "vitest";
import type { LakePlan, SourcePlan, TablePlan } from "../../dsl/operations/lake.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import { EPOCH_MILLIS, INT64, STRING } from "../../dsl/schema/column-type.ts";
import {
  aggregate,
  call,
  column,
  distinct,
  filter,
  joined,
  left,
  orderOf,
  prefixed,
  readSource,
  readTable,
  right,
  select,
  sourceColumn,
  sourceOf,
  tableOf,
} from "./build.ts";
import { verdictOf } from "./stedi.ts";

const customers = sourceOf(
  "customers",
  [
    sourceColumn("email", STRING, { personal: "email" }),
    sourceColumn("agreed", EPOCH_MILLIS, { nullable: true }),
    sourceColumn("city", STRING),
  ],
  {
    unique: [["email"]],
  },
);
const employees = sourceOf("employees", [sourceColumn("badge", INT64, { personal: "badge" })], { unique: [["badge"]] });
const toCustomer = (name: string) => ({ column: name, table: "customers", references: "email", ambiguous: false });
const sales = sourceOf("sales", [sourceColumn("id", INT64), sourceColumn("buyer", STRING), sourceColumn("seller", STRING)], {
  unique: [["id"]],
  person: [toCustomer("buyer"), toCustomer("seller")],
});
const visits = sourceOf("visits", [sourceColumn("visitor", STRING), sourceColumn("host", INT64), sourceColumn("at", EPOCH_MILLIS)], {
  person: [toCustomer("visitor"), { column: "host", table: "employees", references: "badge", ambiguous: false }],
  eventTime: "at",
});
const parcels = sourceOf("parcels", [sourceColumn("owner", STRING), sourceColumn("town", STRING)], {
  person: [{ column: "owner", table: "customers", references: "email", ambiguous: false }],
});

const lakeOf = (
  tables: readonly TablePlan[],
  sources: readonly SourcePlan[] = [customers, employees, parcels, sales, visits],
): LakePlan => ({
  zones: [
    { name: "asked", requires: "use", personal: "allow" },
    { name: "denying", personal: "deny" },
    { name: "open", personal: "allow" },
  ],
  consents: [{ name: "use", person: "customers", givenAt: "agreed" }],
  sources,
  tables,
});
const proofsOf = (lake: LakePlan) => prove(lake, orderOf(lake));
const proofOf = (relation: RelationNode, zone = "open", others: readonly TablePlan[] = []) => {
  const proof = proofsOf(lakeOf([...others, tableOf("table", zone, relation)])).tables.find(({ table }) => table === "table");
  if (proof === undefined) throw new Error("the table is gone");
  return proof;
};
const verdict = (...args: Parameters<typeof proofOf>): readonly string[] => verdictOf(proofOf(...args));

const people = readSource(customers);
const consenting = filter(people, call("isNotNull", column("agreed")));

describe("one person", () => {
  test("rows of two people on a shared value that is no identity", () => {
    const neighbours = joined("join", people, prefixed(people, "other_"), { city: "other_city" }, { reasons: { many: "all neighbours" } });
    expect(verdict(neighbours)).toEqual(["(join-fan-out)", "row-mixes-people"]);
    const accepted = joined(
      "join",
      people,
      prefixed(people, "other_"),
      { city: "other_city" },
      { reasons: { many: "all", samePerson: "a test city of one" } },
    );
    expect(verdict(accepted)).toEqual(["(join-fan-out)", "(row-mixes-people)"]);
  });

  test("two readings of one row are one person", () => {
    expect(verdict(joined("join", people, prefixed(people, "same_"), { email: "same_email" }))).toEqual([]);
  });

  test("references to one person by the same value, without the person's row", () => {
    const both = joined("join", readSource(parcels), readSource(sales), { owner: "buyer" }, { reasons: { many: "all sales" } });
    expect(verdict(both)).toEqual(["(join-fan-out)"]);
  });

  test("a row that names two people brings both together", () => {
    const withBuyer = joined("join", readSource(sales), prefixed(people, "b_"), { buyer: "b_email" });
    const withBoth = joined("join", withBuyer, prefixed(people, "s_"), { seller: "s_email" });
    const proof = proofOf(withBoth);
    expect(verdictOf(proof)).toEqual([]);
    expect(proof.onePerson.flatMap((one) => (one.status === "proven" ? one.because.map(({ claim }) => claim) : []))).toContain(
      "one row of sales names both",
    );
  });

  test("different kinds of people are not compared", () => {
    expect(verdict(joined("join", readSource(visits), readSource(employees), { host: "badge" }))).toEqual([]);
  });

  test("a group that does not tell people apart is a crowd", () => {
    const towns = aggregate(joined("join", readSource(parcels), people, { owner: "email" }), ["town"], { owners: ["count"] });
    const proof = proofOf(joined("join", towns, prefixed(people, "c_"), { town: "c_city" }, { reasons: { many: "all" } }));
    expect(proof.crowd.map(({ source }) => source)).toEqual(["parcels", "customers"]);
    expect(verdictOf(proof)).toEqual(["(join-fan-out)"]);
    const owners = aggregate(readSource(parcels), ["owner"], { parcels: ["count"] });
    expect(proofOf(owners).crowd).toEqual([]);
    expect(proofOf(distinct(select(readSource(parcels), "town"))).crowd.map(({ source }) => source)).toEqual(["parcels"]);
  });

  test("what two rows were already together is reported of the table that joined them", () => {
    const mixed = tableOf(
      "mixed",
      "open",
      joined("join", people, prefixed(people, "other_"), { city: "other_city" }, { reasons: { many: "all" } }),
    );
    expect(verdict(readTable(mixed), "open", [mixed])).toEqual(["row-mixes-people<-mixed"]);
  });
});

describe("consent", () => {
  test("everyone in a row is asked", () => {
    const withBuyer = joined("semiJoin", readSource(sales), consenting, { buyer: "email" });
    const proof = proofOf(withBuyer, "asked");
    expect(proof.consent.map(({ column: name, status }) => [name, status])).toEqual([
      ["buyer", "proven"],
      ["seller", "failed"],
    ]);
    expect(verdict(joined("semiJoin", withBuyer, consenting, { seller: "email" }), "asked")).toEqual([]);
  });

  test("a consent of customers says nothing of employees", () => {
    const proof = proofOf(
      joined("semiJoin", readSource(visits), consenting, { visitor: "email" }, { where: call("gte", left("at"), right("agreed")) }),
      "asked",
    );
    expect(proof.consent.map(({ column: name, status }) => [name, status])).toEqual([
      ["visitor", "proven"],
      ["host", "failed"],
    ]);
    expect(proof.consent[1]).toMatchObject({ failure: { code: "consent-not-proven", missing: "`use` is asked of customers only" } });
  });

  test("consent is shown through a table that does not ask for it", () => {
    const matched = tableOf("matched", "open", joined("semiJoin", readSource(parcels), consenting, { owner: "email" }));
    expect(verdict(select(readTable(matched), "town"), "asked", [matched])).toEqual([]);
  });

  test("what is wrong already is reported once", () => {
    const lake = lakeOf([tableOf("first", "asked", people), tableOf("second", "asked", readTable(tableOf("first", "asked", people)))]);
    expect(proofsOf(lake).tables.map(verdictOf)).toEqual([["consent-may-be-absent"], ["consent-may-be-absent<-first"]]);
  });

  test("a later filter makes up for an earlier table", () => {
    const first = tableOf("first", "open", people);
    expect(verdict(filter(readTable(first), call("isNotNull", column("agreed"))), "asked", [first])).toEqual([]);
  });

  test("a row that is another one in some cases only is asked in all", () => {
    const pairs = joined("join", people, prefixed(people, "b_"), { city: "b_city" }, { reasons: { many: "all", samePerson: "a test" } });
    const either = filter(pairs, call("or", call("eq", column("email"), column("b_email")), call("isNotNull", column("b_agreed"))));
    const first = tableOf("first", "open", either);
    const statuses = (relation: RelationNode) => proofOf(relation, "asked", [first]).consent.map(({ status }) => status);
    expect(statuses(readTable(first))).toEqual(["failed", "failed"]);
    expect(statuses(filter(readTable(first), call("ne", column("email"), column("b_email"))))).toEqual(["failed", "proven"]);
    const always = tableOf("first", "open", filter(pairs, call("eq", column("email"), column("b_email"))));
    expect(proofOf(readTable(always), "asked", [always]).consent.map(({ status }) => status)).toEqual(["failed"]);
  });

  test("a union is asked arm by arm", () => {
    const arms: RelationNode = { op: "union", left: select(consenting, "email"), right: select(people, "email") };
    expect(proofOf(arms, "asked").consent.map(({ status }) => status)).toEqual(["proven", "failed"]);
  });
});

describe("references", () => {
  test("must say that they are ambiguous, and only where they are", () => {
    const unsaid = { ...parcels, person: [{ column: "owner", table: "customers", references: "city", ambiguous: false }] };
    const needless = { ...sales, person: [{ ...toCustomer("buyer"), ambiguous: true }] };
    const { findings } = proofsOf(lakeOf([], [customers, employees, unsaid, needless]));
    expect(findings.map(({ code, table, focus }) => [code, table, focus])).toEqual([
      ["ambiguous-reference", "parcels", "owner"],
      ["unused-acknowledgement", "sales", "buyer"],
    ]);
  });

  test("personal data that nobody is declared to own is an assumption", () => {
    const letters = sourceOf("letters", [sourceColumn("name", STRING, { personal: "name" })]);
    const lake = lakeOf([tableOf("table", "asked", readSource(letters))], [customers, letters]);
    expect(proofsOf(lake).tables[0]?.assumptions).toContainEqual({ kind: "nobody", source: "letters", columns: ["name"] });
  });
});
