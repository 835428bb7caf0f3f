import { describe, expect, test } from "vitest";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import type { Explanation, Outcome, TableProof } from "../../dsl/proofs/proof.ts";
import { FUNCTION_FACTS } from "../../dsl/proofs/terms/functions.ts";
import { call, column, derive, filter, joined, literal, millis, orderOf, prefixed, readTable, select, tableOf } from "./build.ts";
import { trialOf } from "./oracle/check.ts";
import { proveLake } from "./oracle/prover.ts";
import {
  accelerometerTrusted,
  agreedBy,
  CONSENT,
  customerTrusted,
  lakeOf,
  landing,
  machineLearning,
  proofsOf,
  readings,
  stepTrainerTrusted,
  TRUSTED,
} from "./stedi.ts";

/** The tree in lines, two spaces a level; where a claim was written, and what is taken from a declaration. */
const lines = (because: readonly Explanation[], depth = 0): readonly string[] =>
  because.flatMap(({ claim, place, assumption, because: more }) => {
    const at = place === undefined ? "" : ` [${place.table}${place.step === undefined ? "" : ` ${place.step}`}]`;
    return [`${"  ".repeat(depth)}${claim}${at}${assumption === undefined ? "" : ` {${assumption.kind}}`}`, ...lines(more, depth + 1)];
  });
const shown = (outcome: Outcome | undefined): readonly string[] => (outcome?.status === "proven" ? lines(outcome.because) : ["not proven"]);

const step = stepTrainerTrusted({ anyOwner: "some holder" });
const proofs = proofsOf(lakeOf([...TRUSTED, step, machineLearning(step, { serial: { many: "all holders", anyOwner: "some holder" } })]));
const proofOf = (name: string): TableProof => proofs.get(name) as TableProof;

describe("the tree of a proof", () => {
  test("of consent, with the places in other tables", () => {
    const [consent] = proofOf("accelerometer_trusted").consent;
    expect(consent?.claim).toBe("the person behind accelerometer_landing.user had agreed to `research` by timeStamp");
    expect(shown(consent)).toEqual([
      "accelerometer_landing.user = customer_landing.email [accelerometer_trusted 2]",
      "customer_landing is unique by email {unique}",
      `customer_landing.${CONSENT} is not null [customer_trusted 1]`,
      `customer_landing.${CONSENT} <= accelerometer_landing.timeStamp [accelerometer_trusted 2]`,
    ]);
  });

  test("of one row for two readings of it", () => {
    const consent = proofOf("machine_learning_curated").consent.find(({ part }) => part.source === "accelerometer_landing");
    expect(shown(consent)).toEqual([
      "customer_landing.email = accelerometer_landing.user [machine_learning_curated 4]",
      "customer_landing is unique by email {unique}",
      `customer_landing.${CONSENT} is not null [customer_trusted 1]`,
      `customer_landing.${CONSENT} <= accelerometer_landing.timeStamp`,
      "  the rows of customer_landing are one row",
      "    accelerometer_landing.user = customer_landing.email [accelerometer_trusted 2]",
      "    customer_landing.email = accelerometer_landing.user [machine_learning_curated 4]",
      "    customer_landing.email is not null (declared) {notNull}",
      `  customer_landing.${CONSENT} <= accelerometer_landing.timeStamp [accelerometer_trusted 2]`,
    ]);
  });

  test("of fan-out", () => {
    expect(shown(proofOf("machine_learning_curated").fanOut.find((join) => join.step === 4))).toEqual([
      "the rows of accelerometer_landing are one row",
      "  accelerometer_landing is unique by user, timeStamp {unique}",
      "  customer_landing.email = accelerometer_landing.user [machine_learning_curated 4]",
      "  step_trainer_landing.sensorReadingTime = accelerometer_landing.timeStamp [machine_learning_curated 4]",
      "  accelerometer_landing.user is not null (declared) {notNull}",
      "  accelerometer_landing.timeStamp is not null (declared) {notNull}",
    ]);
  });

  test("of a value that goes through functions and orders", () => {
    const known = filter(landing, call("ne", call("coalesce", column(CONSENT), millis(0)), millis(0)));
    const relation = filter(derive(known, "shout", call("upper", column("email"))), call("eq", column("shout"), literal("A")));
    const proof = proofsOf(lakeOf([tableOf("table", "trusted", relation)])).get("table");
    expect(shown(proof?.consent[0])).toEqual([
      `customer_landing.${CONSENT} is not null: \`coalesce\` did not take its last argument`,
      `  coalesce(customer_landing.${CONSENT}, 0) <> 0 [table 1]`,
    ]);
    expect(lines(proof?.notNull.find((one) => one.column === "shout")?.because ?? [])).toEqual([
      "upper(customer_landing.email) is not null: known arguments give a known result",
      "  customer_landing.email is not null (declared) {notNull}",
    ]);
  });

  test("of a case that cannot be", () => {
    const early = filter(readTable(accelerometerTrusted), call("lt", column("timeStamp"), millis(5)));
    const late = prefixed(filter(readTable(accelerometerTrusted), call("gt", column("timeStamp"), millis(5))), "late_");
    const proof = proofsOf(
      lakeOf([...TRUSTED, tableOf("table", "open", joined("leftJoin", early, late, { timeStamp: "late_timeStamp" }))]),
    ).get("table");
    expect(shown(proof?.fanOut[0])[0]).toBe("this cannot be");
  });
});

describe("a failure says", () => {
  test("what is claimed, what is known, what is missing, and a way out", () => {
    const untimed = joined("semiJoin", readings, readTable(customerTrusted), { user: "email" });
    const proof = proofsOf(lakeOf([...TRUSTED, tableOf("table", "trusted", untimed)])).get("table");
    expect(proof?.consent[0]).toMatchObject({
      failure: {
        code: "consent-not-at-event-time",
        table: "table",
        focus: "user",
        claim: "the person behind accelerometer_landing.user had agreed to `research` by timeStamp",
        known: `accelerometer_landing.user = customer_landing.email, customer_landing.${CONSENT} is not null`,
        missing: `customer_landing.${CONSENT} <= accelerometer_landing.timeStamp`,
        repair: `match them in time: \`where: (row, person) => row.timeStamp.gte(person.${CONSENT})\`, or say \`atAnyTime: "why it does not matter"\``,
      },
    });
  });

  test("in which case it fails", () => {
    const kept = joined("leftJoin", readings, readTable(customerTrusted), { user: "email" }, { where: agreedBy("timeStamp") });
    const proof = proofsOf(lakeOf([...TRUSTED, tableOf("table", "trusted", kept)])).get("table");
    expect(proof?.consent[0]).toMatchObject({
      failure: { known: "where the left join finds no match, nothing matches the row with customer_landing" },
    });
  });
});

test("a keyed pseudonym identifies as long as no two values share one", () => {
  const facts = FUNCTION_FACTS as { sha256: (typeof FUNCTION_FACTS)["sha256"] };
  const before = facts.sha256;
  facts.sha256 = { injective: true, personal: "pseudonym" };
  try {
    const under = (relation: RelationNode, prefix: string) => prefixed(derive(relation, "p", call("sha256", column("email"))), prefix);
    const same = joined("join", under(landing, "a_"), under(landing, "b_"), { a_p: "b_p" });
    const proof = proofsOf(lakeOf([tableOf("table", "curated", select(same, "a_p", "b_phone"))])).get("table");
    expect(proof?.onePerson.map(({ status }) => status)).toEqual(["proven"]);
    expect(proof?.assumptions).toContainEqual({ kind: "injective", function: "sha256" });
    expect(proof?.personal.columns).toEqual({ a_p: ["pseudonym"], b_phone: ["phone"] });
    expect(proof?.personal.denied.map(({ column: name }) => name)).toEqual(["b_phone"]);
  } finally {
    facts.sha256 = before;
  }
});

test("the assumptions of a proof are those in its trees", () => {
  expect(proofOf("accelerometer_trusted").assumptions).toContainEqual({ kind: "unique", table: "customer_landing", columns: ["email"] });
  expect(proofOf("customer_trusted").assumptions.map(({ kind }) => kind)).not.toContain("unique");
});

test("proofs are plain data, and everything that is proven has a reason", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { lake } = trialOf(seed);
    for (const { proof, knowledge } of proveLake(lake, orderOf(lake)).values()) {
      expect(JSON.parse(JSON.stringify(proof))).toEqual(proof);
      const outcomes: readonly Outcome[] = [...proof.consent, ...proof.onePerson, ...proof.fanOut];
      for (const outcome of outcomes)
        if (outcome.status === "proven") expect(outcome.because.length, JSON.stringify(outcome)).toBeGreaterThan(0);
      const known = new Set(proof.notNull.map(({ column: name }) => name));
      const declared = knowledge.table.columns.filter(({ nullable }) => !nullable).map(({ name }) => name);
      if (knowledge.cases.length > 0)
        expect(
          declared.filter((name) => !known.has(name)),
          `seed ${seed}, ${proof.table}`,
        ).toEqual([]);
    }
  }
});
