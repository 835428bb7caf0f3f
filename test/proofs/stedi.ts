import type { Expression } from "../../dsl/expressions/expression.ts";
import type { JoinReasons } from "../../dsl/operations/join.ts";
import type { LakePlan, SourcePlan, TablePlan } from "../../dsl/operations/lake.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import type { Outcome, TableProof } from "../../dsl/proofs/proof.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import { DOUBLE, EPOCH_MILLIS, STRING } from "../../dsl/schema/column-type.ts";
import {
  byName,
  call,
  column,
  filter,
  joined,
  left,
  orderOf,
  readSource,
  readTable,
  right,
  select,
  sourceColumn,
  sourceOf,
  tableOf,
} from "./build.ts";

/** STEDI's lake, written by hand: the sources, the zones, and the tables in parts that a test can replace. */

export const CONSENT = "shareWithResearchAsOfDate";

export const customer = sourceOf(
  "customer_landing",
  [
    sourceColumn("customerName", STRING, { personal: "name" }),
    sourceColumn("email", STRING, { personal: "email" }),
    sourceColumn("phone", STRING, { personal: "phone" }),
    sourceColumn("birthDay", STRING, { personal: "birth-date" }),
    sourceColumn("serialNumber", STRING),
    sourceColumn("registrationDate", EPOCH_MILLIS),
    sourceColumn(CONSENT, EPOCH_MILLIS, { nullable: true }),
  ],
  { unique: [["email"]] },
);

export const accelerometer = sourceOf(
  "accelerometer_landing",
  [sourceColumn("timeStamp", EPOCH_MILLIS), sourceColumn("user", STRING), ...["x", "y", "z"].map((name) => sourceColumn(name, DOUBLE))],
  {
    unique: [["user", "timeStamp"]],
    person: [{ column: "user", table: "customer_landing", references: "email", ambiguous: false }],
    eventTime: "timeStamp",
  },
);

export const stepTrainer = sourceOf(
  "step_trainer_landing",
  [sourceColumn("sensorReadingTime", EPOCH_MILLIS), sourceColumn("serialNumber", STRING), sourceColumn("distanceFromObject", EPOCH_MILLIS)],
  {
    unique: [["serialNumber", "sensorReadingTime"]],
    person: [{ column: "serialNumber", table: "customer_landing", references: "serialNumber", ambiguous: true }],
    eventTime: "sensorReadingTime",
  },
);

export const lakeOf = (
  tables: readonly TablePlan[],
  sources: readonly SourcePlan[] = [customer, accelerometer, stepTrainer],
  person = "customer_landing",
): LakePlan => ({
  zones: [
    { name: "curated", requires: "research", personal: "deny" },
    { name: "open", personal: "allow" },
    { name: "trusted", requires: "research", personal: "allow" },
  ],
  consents: [{ name: "research", person, givenAt: CONSENT }],
  sources: byName(sources),
  tables: byName(tables),
});

export function proofsOf(plan: LakePlan): ReadonlyMap<string, TableProof> {
  return new Map(prove(plan, orderOf(plan)).tables.map((proof) => [proof.table, proof]));
}

export const landing = readSource(customer);
export const readings = readSource(accelerometer);
export const steps = readSource(stepTrainer);

export const agreed = call("isNotNull", column(CONSENT));
export const customerTrusted = tableOf("customer_trusted", "trusted", filter(landing, agreed));

export const agreedBy = (time: string): Expression => call("gte", left(time), right(CONSENT));

export const accelerometerTrusted = tableOf(
  "accelerometer_trusted",
  "trusted",
  joined("semiJoin", readings, readTable(customerTrusted), { user: "email" }, { where: agreedBy("timeStamp") }),
);

export const customersCurated = tableOf(
  "customers_curated",
  "trusted",
  joined("semiJoin", readTable(customerTrusted), readTable(accelerometerTrusted), { email: "user" }),
);

export const stepTrainerTrusted = (
  reasons: JoinReasons = {},
  input: RelationNode = steps,
  people: RelationNode = readTable(customersCurated),
): TablePlan =>
  tableOf(
    "step_trainer_trusted",
    "trusted",
    joined("semiJoin", input, people, { serialNumber: "serialNumber" }, { where: agreedBy("sensorReadingTime"), reasons }),
  );

export const LEARNING = ["serialNumber", "sensorReadingTime", "distanceFromObject", "x", "y", "z"];

/** Each reading of a step trainer with its holder and the holder's motion at the time. */
export const machineLearning = (
  stepTable: TablePlan,
  {
    serial,
    motion,
    columns = LEARNING,
    people = readTable(customersCurated),
    zone = "curated",
  }: {
    readonly serial?: JoinReasons;
    readonly motion?: JoinReasons;
    readonly columns?: readonly string[];
    readonly people?: RelationNode;
    readonly zone?: string;
  } = {},
): TablePlan => {
  const held = joined("join", readTable(stepTable), people, { serialNumber: "serialNumber" }, { reasons: serial ?? {} });
  const moved = joined(
    "join",
    held,
    readTable(accelerometerTrusted),
    { sensorReadingTime: "timeStamp", email: "user" },
    { reasons: motion ?? {} },
  );
  return tableOf("machine_learning_curated", zone, select(moved, ...columns));
};

export const TRUSTED: readonly TablePlan[] = [customerTrusted, accelerometerTrusted, customersCurated];

/** The codes of everything that is refused, `code<-table` for what comes from upstream; in brackets what is accepted. */
export function verdictOf(proof: TableProof | undefined): readonly string[] {
  if (proof === undefined) throw new Error("the table has no proof");
  const outcomes = [...proof.consent, ...proof.onePerson, ...proof.fanOut, ...proof.personal.denied].flatMap(codesOf);
  return [...outcomes, ...proof.findings.map(({ code }) => code)].sort();
}

function codesOf(outcome: Outcome): readonly string[] {
  switch (outcome.status) {
    case "proven":
      return [];
    case "failed":
      return [outcome.failure.code];
    case "inherited":
      return [`${outcome.failure.code}<-${outcome.from}`];
    case "acknowledged":
      return [`(${outcome.failure.code})`];
  }
}
