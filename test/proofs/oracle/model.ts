import type { Expression } from "../../../dsl/expressions/expression.ts";
import { FUNCTION_RULES } from "../../../dsl/expressions/functions.ts";
import type { LakePlan, SourcePlan } from "../../../dsl/operations/lake.ts";
import type { RelationNode } from "../../../dsl/operations/relation.ts";
import { fromSteps, type Step } from "../../../dsl/operations/steps.ts";
import { isUniqueBy } from "../../../dsl/proofs/cases/unique.ts";
import type { Atom } from "../../../dsl/proofs/facts/fact.ts";
import { MOST_ALTERNATIVES } from "../../../dsl/proofs/facts/predicate.ts";
import type { Proven } from "../../../dsl/proofs/prove.ts";
import { DECIDING } from "../../../dsl/proofs/questions/implicit.ts";
import type { SamePerson } from "../../../dsl/proofs/questions/same-person.ts";
import { FUNCTION_FACTS } from "../../../dsl/proofs/terms/functions.ts";
import type { Term } from "../../../dsl/proofs/terms/term.ts";
import { MEASURES } from "../../../dsl/proofs/transfer/groups.ts";
import { INT64 } from "../../../dsl/schema/column-type.ts";
import { latest, orderOf, readSource, sourceColumn, sourceOf, tableOf } from "../build.ts";
import { type Prover, proverWith } from "./prover.ts";

/** A random plan with the verdicts of the executable model, as `model_plans.py` writes it. */
export interface ModelTrial {
  readonly seed: number;
  readonly subject: "cust" | "cust_cur";
  readonly sources: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string; readonly nullable: boolean; readonly personal: string }[];
    readonly unique: readonly (readonly string[])[];
    readonly event: string | null;
    readonly person: readonly [string, string] | null;
  }[];
  readonly steps: readonly Step[];
  readonly verdicts: ModelVerdicts;
  /** What random databases show to be false of the plan; absent where none were asked. */
  readonly refuted?: {
    readonly consent: readonly string[];
    readonly people: readonly (readonly [string, string])[];
    readonly fanOut: readonly string[];
  };
}

interface ModelVerdicts {
  readonly consent: Readonly<Record<string, ConsentVerdict>>;
  readonly people: readonly (readonly [string, string, "row" | "crowd", "proven" | "candidate" | "none"])[];
  readonly notNull: readonly string[];
  readonly fanOut: Readonly<Record<string, boolean>>;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly presence: readonly string[];
  readonly keys: readonly (readonly [readonly string[], boolean])[];
  readonly cases: number;
}

type ConsentVerdict = "proven" | "candidate" | "late" | "none";

/** Where the two differ: what was asked, and both answers. */
export interface Difference {
  readonly question: "consent" | "people" | "not null" | "fan-out" | "tags" | "presence" | "key";
  readonly of: string;
  readonly ours: string;
  readonly model: string;
}

/** Proves the model's plan with the model's functions, and lists where the verdicts differ. */
export function differences(trial: ModelTrial): readonly Difference[] {
  const { plan, table } = provenAsTheModel(trial);
  if (table === undefined) return [{ question: "key", of: "the plan", ours: "too many cases", model: "known" }];
  const { verdicts } = trial;
  return [
    ...consents(table, verdicts),
    ...people(table, verdicts),
    ...lists(
      "not null",
      "columns",
      table.proof.notNull.map(({ column }) => column),
      verdicts.notNull,
    ),
    ...table.proof.fanOut.flatMap(({ step, status }) =>
      compared("fan-out", `${step}`, `${status === "proven"}`, `${verdicts.fanOut[step]}`),
    ),
    ...Object.entries(verdicts.tags).flatMap(([column, tags]) => lists("tags", column, table.proof.personal.columns[column] ?? [], tags)),
    ...lists("presence", "rows", table.proof.personal.presence, verdicts.presence),
    ...verdicts.keys.flatMap(([columns, unique]) =>
      compared("key", columns.join(), `${isUniqueBy(table.knowledge.cases, columns, false, { table: plan })}`, `${unique}`),
    ),
  ];
}

const compared = (question: Difference["question"], of: string, ours: string, model: string): readonly Difference[] =>
  ours === model ? [] : [{ question, of, ours, model }];

const lists = (question: Difference["question"], of: string, ours: readonly string[], model: readonly string[]): readonly Difference[] =>
  compared(question, of, [...ours].sort().join(" "), [...model].sort().join(" "));

/** The model marks the sides of joins and unions that keep both sides' rows. */
export function modelPath(path: string, { knowledge }: Proven): string {
  return path
    .split(".")
    .slice(0, -1)
    .map((segment) => {
      const [step = "", arm] = segment.slice(1).split("-");
      const node = knowledge.steps[Number(step)];
      if (node?.op === "semiJoin" || node?.op === "antiJoin") return "";
      return arm === undefined || node === undefined ? segment[0] : sidesOf(node, Number(arm));
    })
    .join("");
}

/** The model has unions of two: which side of each leads to an arm. */
function sidesOf(node: RelationNode, arm: number): string {
  if (node.op !== "union") return "";
  const before = armsOf(node.left);
  return arm < before ? `A${sidesOf(node.left, arm)}` : `B${sidesOf(node.right, arm - before)}`;
}

const armsOf = (node: RelationNode): number => (node.op === "union" ? armsOf(node.left) + armsOf(node.right) : 1);

const CONSENT_CODES: Readonly<Record<string, ConsentVerdict>> = {
  "consent-of-some-owner": "candidate",
  "consent-not-at-event-time": "late",
};

function consents(table: Proven, { consent }: ModelVerdicts): readonly Difference[] {
  const ours = new Map(
    table.proof.consent.map((one) => [
      modelPath(one.part.path, table),
      one.status === "proven" ? "proven" : (CONSENT_CODES[one.failure.code] ?? "none"),
    ]),
  );
  return [...new Set([...ours.keys(), ...Object.keys(consent)])].flatMap((path) =>
    compared("consent", path, `${ours.get(path)}`, `${consent[path]}`),
  );
}

export const PEOPLE: { readonly [S in SamePerson]: string } = {
  same: "proven",
  named: "proven",
  possible: "candidate",
  unknown: "none",
  unrelated: "none",
};

function people(table: Proven, { people: pairs }: ModelVerdicts): readonly Difference[] {
  const key = (a: string, b: string): string => [a, b].sort().join("~");
  const ours = new Map(
    [...table.pairs.values()]
      .filter(({ standing }) => standing.status !== "exempt")
      .map(({ rows: [a, b], verdict }) => [key(modelPath(a.path, table), modelPath(b.path, table)), PEOPLE[verdict]]),
  );
  const model = new Map(pairs.filter(([, , kind]) => kind === "row").map(([a, b, , status]) => [key(a, b), status]));
  return [...new Set([...ours.keys(), ...model.keys()])].flatMap((pair) =>
    compared("people", pair, `${ours.get(pair)}`, `${model.get(pair)}`),
  );
}

const PLAN = "plan";

export function provenAsTheModel(trial: ModelTrial): { readonly plan: string; readonly table: Proven | undefined } {
  const sources = trial.sources.map(
    ({ name, columns, unique, event, person }): SourcePlan =>
      sourceOf(
        name,
        columns.map((column) => sourceColumn(column.name, INT64, column)),
        {
          unique,
          person: person === null ? [] : [{ column: person[0], table: trial.subject, references: person[1], ambiguous: true }],
          ...(event === null ? {} : { eventTime: event }),
        },
      ),
  );
  const customers = sources.find(({ name }) => name === "cust") as SourcePlan;
  const current = trial.subject === "cust" ? [] : [tableOf("cust_cur", "zone", latest(readSource(customers), ["email"], "reg"))];
  const relation: RelationNode = fromSteps(trial.steps);
  const lake: LakePlan = {
    zones: [{ name: "zone", requires: "use", personal: "allow" }],
    consents: [{ name: "use", person: trial.subject, givenAt: "consent" }],
    sources,
    tables: [...current, tableOf(PLAN, "zone", relation)],
  };
  return { plan: PLAN, table: withTheModelsFunctions(() => proveModel(lake, orderOf(lake))).get(PLAN) };
}

/** The model has no tags by reference. */
const proveModel: Prover = proverWith((persons, { sources }) => ({
  ...persons,
  personalIn: (source, column) =>
    sources
      .find(({ name }) => name === source)
      ?.columns.find(({ name }) => name === column)
      ?.personal?.split(" ") ?? [],
}));

/**
 * The model's plus, hash and pseudonym are known for known arguments, and so is its sum; its pseudonym is keyed. Here `plus`, `abs` and
 * `negated` stand for them. Its `latest` chooses by the key and the newest column only.
 */
function withTheModelsFunctions<T>(work: () => T): T {
  const entries: readonly (readonly [object, string, unknown])[] = [
    [FUNCTION_RULES.plus, "nulls", "strict"],
    [FUNCTION_RULES.abs, "nulls", "strict"],
    [FUNCTION_RULES.negated, "nulls", "strict"],
    [FUNCTION_FACTS, "negated", { injective: true, personal: "pseudonym" }],
    [MEASURES, "sum", (measure: Term, member: Term): readonly Atom[] => [{ is: "ifKnown", a: measure, of: member }]],
    [DECIDING, "latest", ({ by, newest }: { by: readonly string[]; newest: string }) => [[...by, newest]]],
  ];
  const before = entries.map(([table, key]) => (table as Record<string, unknown>)[key]);
  entries.forEach(([table, key, entry]) => {
    (table as Record<string, unknown>)[key] = entry;
  });
  try {
    return work();
  } finally {
    entries.forEach(([table, key], i) => {
      (table as Record<string, unknown>)[key] = before[i];
    });
  }
}

/** Why the two may differ; undefined for a difference that nothing explains. */
export function reasonFor({ question, ours, model }: Difference, { verdicts, steps, sources }: ModelTrial): string | undefined {
  if (question === "not null" && verdicts.cases === 0) return "of a relation without rows we say nothing, the model everything";
  if (steps.some((step) => expressionsOf(step).some((predicate) => alternatives(predicate, true) > MOST_ALTERNATIVES))) {
    return "of a conjunction with too many alternatives we forget a part, the model all";
  }
  const taken = steps.some(({ op }) => op === "antiJoin") && question === "consent";
  if (taken && VERDICTS.indexOf(ours) > VERDICTS.indexOf(model)) {
    return "an anti-join that took out those who had not agreed by then shows it of the one who is matched; the model asks for it again";
  }
  const tags = question === "tags" || question === "presence";
  const choice = JSON.stringify(steps).includes('"op":"when"');
  if (choice && tags)
    return includes(model, ours.replace("pseudonym", ""))
      ? "we look into a `when`; to the model it is a function of its columns"
      : undefined;
  if (choice && question === "not null" && includes(ours, model)) return "a `when` of known results is known; to the model it is opaque";
  if (choice && (question === "consent" || question === "people") && VERDICTS.indexOf(ours) > VERDICTS.indexOf(model)) {
    return "a `when` of NULLs is NULL; to the model it is opaque";
  }
  const serialIsKey = sources.some(({ name, unique }) => name === "cust" && unique.some((key) => key.join() === "serial"));
  if (serialIsKey && question === "people") return "the value of any unique column identifies a person, not only the e-mail address";
  const crowds = question === "people" && model === "undefined" && verdicts.people.some(([, , kind]) => kind === "crowd");
  return crowds ? "what is shown of people in a crowd we say; the model leaves them out" : undefined;
}

const VERDICTS = ["none", "late", "candidate", "proven"];

const includes = (all: string, some: string): boolean => some.split(" ").every((name) => name === "" || all.split(" ").includes(name));

const expressionsOf = ({ where }: Step): readonly Expression[] => (where === undefined ? [] : [where as Expression]);

/** The alternatives of a predicate at the worst place in it, as the model counts them. */
function alternatives(predicate: Expression, truth: boolean): number {
  if (predicate.op !== "call") return 1;
  const [a, b] = predicate.arguments;
  if (predicate.function === "not" && a !== undefined) return alternatives(a, !truth);
  if ((predicate.function === "and" || predicate.function === "or") && a !== undefined && b !== undefined) {
    const [left, right] = [alternatives(a, truth), alternatives(b, truth)];
    return Math.max(left, right, (predicate.function === "and") === truth ? left * right : left + right);
  }
  return predicate.function === "isDistinctFrom" && truth ? 3 : 1;
}
