import { describe, expect, test } from "vitest";
import type { JoinReasons } from "../../dsl/operations/join.ts";
import type { TablePlan } from "../../dsl/operations/lake.ts";
import type { TableProof } from "../../dsl/proofs/proof.ts";
import { filter, joined, readTable, select, tableOf } from "./build.ts";
import {
  agreed,
  agreedBy,
  customerTrusted,
  lakeOf,
  landing,
  machineLearning,
  proofsOf,
  readings,
  steps,
  stepTrainerTrusted,
  TRUSTED,
  verdictOf,
} from "./stedi.ts";

const proofOf = (table: TablePlan, ...others: readonly TablePlan[]): TableProof => {
  const proof = proofsOf(lakeOf([...TRUSTED, ...others, table])).get(table.name);
  if (proof === undefined) throw new Error("the table is gone");
  return proof;
};
const unused = (table: TablePlan, ...others: readonly TablePlan[]): readonly unknown[] =>
  proofOf(table, ...others).acknowledgements.flatMap(({ kind, usedBy }) => (usedBy.length === 0 ? [kind] : []));

const REASON = "a reviewer can read this";
const everything: JoinReasons = { many: REASON, anyOwner: REASON, samePerson: REASON, atAnyTime: REASON };

describe("a reason that nothing needs is a mistake", () => {
  test("on a join that is proven in every respect", () => {
    const proven = tableOf(
      "table",
      "trusted",
      joined("join", readings, readTable(customerTrusted), { user: "email" }, { where: agreedBy("timeStamp"), reasons: everything }),
    );
    expect(unused(proven)).toEqual(["many", "anyOwner", "samePerson", "atAnyTime"]);
    expect(verdictOf(proofOf(proven))).toEqual(Array(4).fill("unused-acknowledgement"));
    expect(proofOf(proven).findings[0]).toMatchObject({ code: "unused-acknowledgement", table: "table", step: 2, focus: "many" });
  });

  test("`many` on a join that cannot multiply rows", () => {
    expect(
      unused(tableOf("table", "open", joined("semiJoin", steps, landing, { serialNumber: "serialNumber" }, { reasons: { many: REASON } }))),
    ).toEqual(["many"]);
  });

  test("at a table and at its columns", () => {
    const table = tableOf("table", "curated", select(readTable(customerTrusted), "email", "serialNumber"), {
      anyOwner: REASON,
      atAnyTime: REASON,
      personal: { email: REASON, serialNumber: REASON },
    });
    expect(unused(table)).toEqual(["anyOwner", "atAnyTime", "personal"]);
    expect(proofOf(table).findings.map(({ parameters }) => parameters)).toContainEqual({
      table: "table",
      option: "personal: serialNumber",
    });
  });

  test("`personal` in a zone that allows it", () => {
    expect(unused(tableOf("table", "open", landing, { personal: { email: REASON } }))).toEqual(["personal"]);
  });
});

describe("a reason is used", () => {
  const untimed = (
    reasons: JoinReasons,
    more: { readonly anyOwner?: string; readonly atAnyTime?: string } = {},
    zone = "trusted",
  ): TablePlan =>
    tableOf("table", zone, joined("semiJoin", steps, readTable(customerTrusted), { serialNumber: "serialNumber" }, { reasons }), more);

  test("by each thing that it accepts", () => {
    expect(verdictOf(proofOf(untimed({ anyOwner: REASON, atAnyTime: REASON })))).toEqual(["(consent-not-at-event-time)"]);
    expect(unused(untimed({ anyOwner: REASON, atAnyTime: REASON }))).toEqual([]);
    expect(verdictOf(proofOf(untimed({}, { anyOwner: REASON, atAnyTime: REASON })))).toEqual(["(consent-not-at-event-time)"]);
  });

  test("also where it accepts only a part of what is missing", () => {
    expect(verdictOf(proofOf(untimed({ anyOwner: REASON })))).toEqual(["consent-not-at-event-time"]);
    expect(verdictOf(proofOf(untimed({ atAnyTime: REASON })))).toEqual(["consent-of-some-owner"]);
  });

  test("by the tables downstream", () => {
    const open = { ...untimed({ anyOwner: REASON, atAnyTime: REASON }, {}, "open"), name: "base" };
    const reader = tableOf("reader", "trusted", readTable(open));
    expect(verdictOf(proofOf(reader, open))).toEqual(["(consent-not-at-event-time)"]);
    expect(proofOf(open, reader).acknowledgements.map(({ kind, usedBy }) => [kind, usedBy])).toEqual([
      ["anyOwner", ["reader"]],
      ["atAnyTime", ["reader"]],
    ]);
  });

  test("of a join only for the rows that met their person there", () => {
    const first = joined(
      "semiJoin",
      steps,
      readTable(customerTrusted),
      { serialNumber: "serialNumber" },
      { where: agreedBy("sensorReadingTime") },
    );
    const second = joined("semiJoin", first, readings, { sensorReadingTime: "timeStamp" }, { reasons: { anyOwner: REASON } });
    expect(verdictOf(proofOf(tableOf("table", "trusted", second)))).toEqual(["consent-of-some-owner", "unused-acknowledgement"]);
  });

  test("and never for want of consent", () => {
    const table = tableOf(
      "table",
      "trusted",
      joined("semiJoin", steps, landing, { serialNumber: "serialNumber" }, { reasons: { anyOwner: REASON, atAnyTime: REASON } }),
    );
    expect(verdictOf(proofOf(table))).toContain("consent-not-proven");
  });
});

test("a reason lasts: it is not needed again where its rows are read", () => {
  const step = stepTrainerTrusted({ anyOwner: REASON });
  const curated = machineLearning(step, { serial: { many: REASON, anyOwner: REASON } });
  const again = tableOf(
    "again",
    "curated",
    filter(readTable(curated), { ...agreed, arguments: [{ op: "column", name: "x" }] } as typeof agreed),
  );
  expect(verdictOf(proofOf(again, step, curated))).toEqual(["(consent-of-some-owner)", "(row-may-mix-people)"]);
});
