import { describe, expect, test } from "vitest";
import type { JoinReasons } from "../../dsl/operations/join.ts";
import type { TablePlan } from "../../dsl/operations/lake.ts";
import type { TableProof } from "../../dsl/proofs/proof.ts";
import {
  aggregate,
  call,
  column,
  derive,
  filter,
  joined,
  latest,
  left,
  literal,
  millis,
  readTable,
  right,
  select,
  tableOf,
} from "./build.ts";
import {
  accelerometer,
  accelerometerTrusted,
  agreed,
  agreedBy,
  CONSENT,
  customer,
  customersCurated,
  customerTrusted,
  LEARNING,
  lakeOf,
  landing,
  machineLearning,
  proofsOf,
  readings,
  steps,
  stepTrainer,
  stepTrainerTrusted,
  TRUSTED,
  verdictOf,
} from "./stedi.ts";

const proofOf = (name: string, tables: readonly TablePlan[]): TableProof => {
  const proof = proofsOf(lakeOf(tables)).get(name);
  if (proof === undefined) throw new Error(`${name} is not in the lake`);
  return proof;
};
const verdict = (name: string, tables: readonly TablePlan[]): readonly string[] => verdictOf(proofOf(name, tables));
/** The verdict of a table in the trusted zone beside the usual ones. */
const alone = (relation: TablePlan["relation"], zone = "trusted"): readonly string[] =>
  verdict("table", [...TRUSTED, tableOf("table", zone, relation)]);

const ON_MOTION = { serialNumber: "serialNumber", sensorReadingTime: "timeStamp" };
const MANY = "several holders share a serial number";
const OWNER = "30 serial numbers were sold to many customers";

/** Customers whose serial number nobody else has. */
const soleHolders = joined(
  "semiJoin",
  readTable(customersCurated),
  filter(aggregate(landing, ["serialNumber"], { holders: ["count"] }), call("eq", column("holders"), literal(1))),
  { serialNumber: "serialNumber" },
);
const notAgreedBy = (time: string) => call("or", call("isNull", right(CONSENT)), call("gt", right(CONSENT), left(time)));
const allAgreed = joined("antiJoin", steps, landing, { serialNumber: "serialNumber" }, { where: notAgreedBy("sensorReadingTime") });

describe("the tables, written right", () => {
  test.each([customerTrusted, accelerometerTrusted, customersCurated])("$name is proven without a reason", ({ name }) => {
    expect(verdict(name, TRUSTED)).toEqual([]);
    expect(proofOf(name, TRUSTED).consent.length).toBeGreaterThan(0);
  });

  test("step_trainer_trusted has the consent of some owner, and needs a reason", () => {
    expect(verdict("step_trainer_trusted", [...TRUSTED, stepTrainerTrusted()])).toEqual(["consent-of-some-owner"]);
    const accepted = proofOf("step_trainer_trusted", [...TRUSTED, stepTrainerTrusted({ anyOwner: OWNER })]);
    expect(verdictOf(accepted)).toEqual(["(consent-of-some-owner)"]);
    expect(accepted.acknowledgements).toEqual([
      { kind: "anyOwner", table: "step_trainer_trusted", step: 2, reason: OWNER, usedBy: ["step_trainer_trusted"] },
    ]);
  });

  test("by the motion at its time, which tells whose a step is, it needs the same reason", () => {
    const motion = joined("join", readTable(accelerometerTrusted), readTable(customersCurated), { user: "email" });
    const byMotion = (reasons: JoinReasons) =>
      alone(joined("semiJoin", steps, select(motion, "serialNumber", "timeStamp"), ON_MOTION, { reasons }));
    expect(byMotion({})).toEqual(["consent-of-some-owner"]);
    expect(byMotion({ anyOwner: OWNER })).toEqual(["(consent-of-some-owner)"]);
  });

  test("machine_learning_curated needs three reasons, one of them inherited", () => {
    const bare = stepTrainerTrusted();
    expect(verdict("machine_learning_curated", [...TRUSTED, bare, machineLearning(bare)])).toEqual([
      "consent-of-some-owner<-step_trainer_trusted",
      "join-fan-out",
      "row-may-mix-people",
    ]);
    const step = stepTrainerTrusted({ anyOwner: OWNER });
    const tables = [...TRUSTED, step, machineLearning(step, { serial: { many: MANY, anyOwner: OWNER } })];
    const proof = proofOf("machine_learning_curated", tables);
    expect(verdictOf(proof)).toEqual(["(consent-of-some-owner)", "(join-fan-out)", "(row-may-mix-people)"]);
    expect(proof.acknowledgements.map(({ kind, usedBy }) => [kind, usedBy])).toEqual([
      ["many", ["machine_learning_curated"]],
      ["anyOwner", ["machine_learning_curated"]],
    ]);
    expect(proofOf("step_trainer_trusted", tables).acknowledgements[0]?.usedBy).toEqual([
      "machine_learning_curated",
      "step_trainer_trusted",
    ]);
  });

  test("the reason of a later join does not cover an earlier one", () => {
    const step = stepTrainerTrusted({ anyOwner: OWNER });
    const late = machineLearning(step, { serial: { many: MANY }, motion: { anyOwner: OWNER } });
    expect(verdict("machine_learning_curated", [...TRUSTED, step, late])).toContain("row-may-mix-people");
  });

  test("written from the motion side, no join multiplies rows", () => {
    const step = stepTrainerTrusted({ anyOwner: OWNER });
    const held = joined("join", readTable(accelerometerTrusted), readTable(customersCurated), { user: "email" });
    const moved = joined(
      "join",
      held,
      readTable(step),
      { serialNumber: "serialNumber", timeStamp: "sensorReadingTime" },
      { reasons: { anyOwner: OWNER } },
    );
    const tables = [...TRUSTED, step, tableOf("table", "curated", select(moved, "serialNumber", "timeStamp", "distanceFromObject", "x"))];
    expect(verdict("table", tables)).toEqual(["(consent-of-some-owner)", "(row-may-mix-people)"]);
  });

  test("where every possible owner agreed, nothing needs a reason", () => {
    const strict = stepTrainerTrusted({}, allAgreed);
    const proof = proofOf("step_trainer_trusted", [...TRUSTED, strict]);
    expect(verdictOf(proof)).toEqual([]);
    expect(proof.consent[0]?.level).toBe("all-owners");
  });

  test("where a serial number has one holder, nothing needs a reason", () => {
    const holders = tableOf("sole_holders", "trusted", soleHolders);
    const step = stepTrainerTrusted({}, steps, readTable(holders));
    const tables = [...TRUSTED, holders, step, machineLearning(step, { people: readTable(holders) })];
    expect(verdict("step_trainer_trusted", tables)).toEqual([]);
    expect(verdict("machine_learning_curated", tables)).toEqual([]);
  });
});

describe("the tables, written wrong", () => {
  const step = stepTrainerTrusted({ anyOwner: OWNER });

  test("W1: joined on time alone", () => {
    const relation = select(
      joined("join", readTable(step), readTable(accelerometerTrusted), { sensorReadingTime: "timeStamp" }),
      "serialNumber",
      "x",
    );
    expect(verdict("table", [...TRUSTED, step, tableOf("table", "curated", relation)])).toEqual([
      "(consent-of-some-owner)",
      "join-fan-out",
      "row-mixes-people",
    ]);
  });

  test("W2a: `consent <> 0` drops NULL, so consent is proven; only the rows go unnamed", () => {
    expect(alone(filter(landing, call("ne", column(CONSENT), millis(0))))).toEqual(["null-rows-vanish"]);
    expect(alone(filter(landing, call("and", agreed, call("ne", column(CONSENT), millis(0)))))).toEqual([]);
    expect(alone(filter(filter(landing, agreed), call("ne", column(CONSENT), millis(0))))).toEqual([]);
  });

  test("W2b: IS DISTINCT FROM 0 keeps NULL", () => {
    expect(alone(filter(landing, call("isDistinctFrom", column(CONSENT), millis(0))))).toEqual(["consent-may-be-absent"]);
  });

  test("W2c: `coalesce(consent, 0) <> 0` is right, and silent", () => {
    expect(alone(filter(landing, call("ne", call("coalesce", column(CONSENT), millis(0)), millis(0))))).toEqual([]);
  });

  test("W3: consent at any time", () => {
    const untimed = joined("semiJoin", readings, readTable(customerTrusted), { user: "email" });
    expect(alone(untimed)).toEqual(["consent-not-at-event-time"]);
    expect(
      alone(joined("semiJoin", readings, readTable(customerTrusted), { user: "email" }, { reasons: { atAnyTime: "a one-off study" } })),
    ).toEqual(["(consent-not-at-event-time)"]);
  });

  test("W4: dropping `email` leaves its value in `user`", () => {
    const curated = machineLearning(step, { serial: { many: MANY, anyOwner: OWNER }, columns: [...LEARNING, "user"] });
    // The join pairs `email = user` and keeps both names.
    const proof = proofOf("machine_learning_curated", [...TRUSTED, step, curated]);
    expect(proof.personal.denied.map(({ column: name, tags, status }) => [name, tags, status])).toEqual([["user", ["email"], "failed"]]);
    const allowed = tableOf("machine_learning_curated", "curated", curated.relation, { personal: { user: "asked for" } });
    expect(proofOf("machine_learning_curated", [...TRUSTED, step, allowed]).personal.denied.map(({ status }) => status)).toEqual([
      "acknowledged",
    ]);
  });

  test("W4b: dropping the customer's columns after an inner join", () => {
    const relation = select(
      joined("join", readings, readTable(customerTrusted), { user: "email" }, { where: agreedBy("timeStamp") }),
      "timeStamp",
      "user",
      "x",
    );
    expect(alone(relation, "curated")).toEqual(["personal-data-in-column"]);
  });

  test("W5: readings of steps joined with customers on the serial number", () => {
    expect(alone(joined("join", steps, readTable(customerTrusted), { serialNumber: "serialNumber" }))).toEqual([
      "consent-not-at-event-time",
      "join-fan-out",
      "row-may-mix-people",
    ]);
  });

  test("W6: matched with customers who need not have agreed", () => {
    expect(alone(joined("semiJoin", steps, landing, { serialNumber: "serialNumber" }))).toEqual(["consent-not-proven"]);
  });

  test("W7: a left join keeps readings without a customer; a filter on the right side drops them", () => {
    const relation = joined("leftJoin", readings, readTable(customerTrusted), { user: "email" }, { where: agreedBy("timeStamp") });
    expect(alone(relation)).toEqual(["consent-not-proven"]);
    expect(alone(filter(relation, call("isNotNull", column("email"))))).toEqual([]);
  });

  test("W8: an unkeyed hash is what it hashes", () => {
    const hashed = derive(readTable(accelerometerTrusted), "person", call("sha256", column("user")));
    const proof = proofOf("table", [...TRUSTED, tableOf("table", "curated", select(hashed, "person", "x"))]);
    expect(verdictOf(proof)).toEqual(["guessable-hash"]);
    expect(proof.personal.columns.person).toEqual(["hash of email"]);
    expect(alone(select(hashed, "person", "user"), "curated")).toEqual(["guessable-hash", "personal-data-in-column"]);
  });

  test("A1 and A2: the first reading after consent shows it for all, the last does not", () => {
    const stats = aggregate(readings, ["user"], {
      first: ["min", column("timeStamp")],
      last: ["max", column("timeStamp")],
      readings: ["count"],
    });
    const since = (time: string) => joined("semiJoin", stats, readTable(customerTrusted), { user: "email" }, { where: agreedBy(time) });
    expect(alone(since("first"))).toEqual([]);
    expect(alone(since("last"))).toEqual(["consent-not-at-event-time"]);
  });

  test("L1 and L2: a withdrawn consent comes back when the newest row is picked after the filter", () => {
    const versions = { ...customer, unique: [] };
    const current = tableOf("customer_latest", "open", latest(landing, ["email"], "registrationDate"));
    const lake = (relation: TablePlan["relation"]) =>
      verdictOf(
        proofsOf(lakeOf([current, tableOf("table", "trusted", relation)], [versions, accelerometer, stepTrainer], "customer_latest")).get(
          "table",
        ),
      );
    expect(lake(filter(readTable(current), agreed))).toEqual([]);
    expect(lake(latest(filter(landing, agreed), ["email"], "registrationDate"))).toEqual(["consent-not-proven"]);
    const followed = joined("semiJoin", readings, filter(readTable(current), agreed), { user: "email" }, { where: agreedBy("timeStamp") });
    expect(lake(followed)).toEqual([]);
  });
});
