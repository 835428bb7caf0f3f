import { FUNCTION_RULES } from "../../../dsl/expressions/functions.ts";
import type { JoinNode } from "../../../dsl/operations/join.ts";
import { isPlace, namedIn } from "../../../dsl/operations/window.ts";
import { type Absence, type Case, columnIn, replaceRows } from "../../../dsl/proofs/cases/case.ts";
import { rootOf } from "../../../dsl/proofs/closure/node.ts";
import { NULL_RULES } from "../../../dsl/proofs/closure/null-rules.ts";
import { byRule } from "../../../dsl/proofs/closure/reason.ts";
import { CLOSURE_RULES } from "../../../dsl/proofs/closure/rules.ts";
import type { Atom, Fact } from "../../../dsl/proofs/facts/fact.ts";
import { factsOf, PREDICATES } from "../../../dsl/proofs/facts/predicate.ts";
import { DECIDING } from "../../../dsl/proofs/questions/implicit.ts";
import type { SamePerson } from "../../../dsl/proofs/questions/same-person.ts";
import { TRUTH } from "../../../dsl/proofs/terms/domain.ts";
import { CHOICE, FUNCTION_FACTS } from "../../../dsl/proofs/terms/functions.ts";
import { call, columnOf, freshRow, type Relation, type Row } from "../../../dsl/proofs/terms/term.ts";
import type { Transfer } from "../../../dsl/proofs/transfer/transfer.ts";
import { TRANSFERS } from "../../../dsl/proofs/transfer/transfers.ts";
import { type Prover, proveLake, proverWith } from "./prover.ts";

/** A wrong rule, put in the place of the right one while it is tested. */
export interface Mutant {
  readonly wrong: string;
  /** A random lake that shows it. */
  readonly seed: number;
  readonly prover: Prover;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Proves with another entry in one of the rule tables. */
function withEntry<T extends object, K extends keyof T>(table: T, key: K, entry: (right: T[K]) => T[K]): Prover {
  return (lake, order) => {
    const right = table[key];
    (table as Mutable<T>)[key] = entry(right);
    try {
      return proveLake(lake, order);
    } finally {
      (table as Mutable<T>)[key] = right;
    }
  };
}

/** Proves with a rule of an operation that changes the cases of the right one. */
const withCases = <Op extends keyof typeof TRANSFERS>(
  op: Op,
  change: (cases: readonly Case[], node: Parameters<(typeof TRANSFERS)[Op]>[0]) => readonly Case[],
): Prover =>
  withEntry(
    TRANSFERS,
    op,
    ((right: Transfer<unknown>): Transfer<unknown> =>
      (node, inputs, context) => ({ cases: change(right(node, inputs, context).cases, node as never) })) as never,
  );

const changeFacts = (cases: readonly Case[], change: (atom: Atom) => Atom): readonly Case[] =>
  cases.map((one) => ({ ...one, facts: one.facts.map(({ atom, place }): Fact => ({ atom: change(atom), place })) }));

const withVerdicts =
  (change: (verdict: SamePerson) => SamePerson): Prover =>
  (lake, order) =>
    new Map(
      [...proveLake(lake, order)].map(([name, table]) => {
        const pairs = [...table.pairs].map(([key, pair]) => [key, { ...pair, verdict: change(pair.verdict) }] as const);
        return [name, { ...table, pairs: new Map(pairs) }];
      }),
    );

/** Rows of other relations, whose weak keys are taken for null-safe ones. */
function strengthened(): (relation: Relation) => Relation {
  const strong = new Map<Relation, Relation>();
  return (relation) => {
    const known = strong.get(relation) ?? { ...relation, keys: relation.keys.map(({ columns }) => ({ columns, nullSafe: true })) };
    strong.set(relation, known);
    return known;
  };
}

const weakKeys: Prover = (lake, order) => {
  const strong = strengthened();
  return withCases("read", (cases) =>
    cases.map((one) => {
      const rows = one.rows.filter(({ row }) => row.relation.kind === "source" && row.relation.name !== "cust");
      return replaceRows(one, new Map<Row, Row>(rows.map(({ row }) => [row, freshRow(strong(row.relation))])));
    }),
  )(lake, order);
};

/** No one whom the row may be about has an unknown date of consent. */
function noNullConsent(one: Case): Case {
  const absences = one.absences.flatMap(({ row }): readonly Absence[] => {
    if (!row.relation.columns.has("consent")) return [];
    return [{ row, conditions: [call("isNull", { ...CHOICE, nulls: "never" }, [columnOf(row, "consent")], TRUTH)] }];
  });
  return { ...one, absences: [...one.absences, ...absences] };
}

export const MUTANTS: readonly Mutant[] = [
  { wrong: "rows whose weak key is NULL are one row", seed: 75, prover: weakKeys },
  {
    wrong: "IS DISTINCT FROM implies not null",
    seed: 128,
    prover: withEntry(
      PREDICATES,
      "isDistinctFrom",
      (right) => (term, truth) => (truth ? (right?.(term, truth) ?? []).slice(0, 1) : (right?.(term, truth) ?? [])),
    ),
  },
  {
    wrong: "IS NOT DISTINCT FROM implies not null",
    seed: 168,
    prover: withEntry(PREDICATES, "isNotDistinctFrom", () => (term, truth) => PREDICATES.eq?.(term, truth) ?? [[]]),
  },
  {
    wrong: "OR takes the first alternative",
    seed: 9,
    prover: withEntry(PREDICATES, "or", (right) => (term, truth) => (right?.(term, truth) ?? []).slice(0, 1)),
  },
  {
    wrong: "NOT (p) holds wherever p does not",
    seed: 2645,
    prover: withEntry(
      PREDICATES,
      "not",
      () =>
        ({ arguments: [side] }, truth) =>
          side === undefined
            ? [[]]
            : [...factsOf(side, !truth).map((atoms) => atoms.filter(({ is }) => is !== "notNull" && is !== "isNull"))].slice(0, 1),
    ),
  },
  {
    wrong: "NOT BETWEEN means below",
    seed: 7828,
    prover: withEntry(PREDICATES, "between", (right) => (term, truth) => (right?.(term, truth) ?? []).slice(0, 1)),
  },
  {
    wrong: "a left join without the case of no match",
    seed: 5,
    prover: withCases("leftJoin", (cases) =>
      cases.map((one) => ({
        ...one,
        splits: one.splits.map(({ alternatives }) => ({
          alternatives: alternatives.filter(({ standIns }) => standIns.every(({ identity }) => identity !== undefined)),
        })),
      })),
    ),
  },
  {
    wrong: "a left join has the key of its left side",
    seed: 11,
    prover: withCases("leftJoin", (cases) =>
      cases.map((one) => (one.identity.is === "leftPair" ? { ...one, identity: { is: "leftPair", left: one.identity.left } } : one)),
    ),
  },
  {
    wrong: "an anti join has a witness",
    seed: 8,
    prover: withEntry(
      TRANSFERS,
      "antiJoin",
      () => (node, inputs, context) => TRANSFERS.semiJoin({ ...node, op: "semiJoin" }, inputs, context),
    ),
  },
  { wrong: "a semi join has the key of its right side", seed: 8, prover: semiKeyOfRight },
  {
    wrong: "an aggregate of nothing has no row",
    seed: 11,
    prover: withCases("aggregate", (cases, node) => (node.by.length === 0 ? cases.slice(0, -1) : cases)),
  },
  {
    wrong: "the greatest is every member",
    seed: 70,
    prover: withCases("aggregate", (cases) =>
      changeFacts(cases, (atom) => (atom.is === "ifKnown" && atom.then === "atLeast" ? { is: "equal", a: atom.a, b: atom.of } : atom)),
    ),
  },
  {
    wrong: "the least is at most a member that is NULL",
    seed: 2,
    prover: withCases("aggregate", (cases) =>
      changeFacts(cases, (atom) => (atom.is === "ifKnown" && atom.then === "atMost" ? { is: "atMost", a: atom.a, b: atom.of } : atom)),
    ),
  },
  { wrong: "a count of values is never 0", seed: 15, prover: countNeverZero },
  {
    wrong: "a union has the facts of its first arm",
    seed: 16,
    prover: withCases("union", (cases) => cases.filter(({ identity }) => identity.is !== "arm" || identity.arm === 0)),
  },
  {
    wrong: "a key of both arms is a key of the union",
    seed: 89,
    prover: withCases("union", (cases) =>
      cases.map((one) => (one.identity.is === "arm" ? { ...one, identity: { ...one.identity, arm: 0 } } : one)),
    ),
  },
  {
    wrong: "latest is unique by a part of its key",
    seed: 7,
    prover: withEntry(
      TRANSFERS,
      "latest",
      (right) => (node, inputs, context) => right({ ...node, by: node.by.slice(0, 1) }, inputs, context),
    ),
  },
  {
    wrong: "a known coalesce has a known first argument",
    seed: 230,
    prover: withEntry(CLOSURE_RULES, "coalesce", (right) => (closure) => {
      right?.(closure);
      for (const { term } of closure.calls.coalesce) {
        const [first] = term.arguments;
        if (first !== undefined && rootOf(closure.node(term)).notNull.length > 0)
          closure.setNotNull(closure.node(first), byRule("coalesce"));
      }
    }),
  },
  {
    wrong: "a pseudonym of nothing is known",
    seed: 345,
    prover: withEntry(FUNCTION_RULES, "pseudonym", (right) => ({ ...right, nulls: "never" as const })),
  },
  {
    wrong: "a lossy function is injective",
    seed: 10,
    prover: withEntry(FUNCTION_FACTS, "lower", (right) => ({ ...right, injective: true })),
  },
  {
    wrong: "a function that can fail gives a known result",
    seed: 551,
    prover: withEntry(NULL_RULES, "fallible", () => NULL_RULES.strict),
  },
  { wrong: "every reference has one owner", seed: 20, prover: proverWith((persons) => ({ ...persons, isUnique: () => true })) },
  {
    wrong: "consent may be later than the event",
    seed: 9,
    prover: (lake, order) => proveLake({ ...lake, sources: lake.sources.map(({ eventTime: _, ...source }) => source) }, order),
  },
  { wrong: "all owners agreed although one never did", seed: 89, prover: withCases("antiJoin", (cases) => cases.map(noNullConsent)) },
  {
    wrong: "an anti-join takes out every row with the key, whatever else it asks",
    seed: 89,
    prover: withCases("antiJoin", (cases) =>
      cases.map((one) => ({
        ...one,
        absences: one.absences.map((absence) => ({ ...absence, conditions: absence.conditions.slice(0, 1) })),
      })),
    ),
  },
  {
    wrong: "a semi-join tells nothing of its keys",
    seed: 2,
    prover: withEntry(DECIDING, "semiJoin", () => () => []),
  },
  {
    wrong: "a count over some of the people shows that there is one",
    seed: 418,
    prover: withEntry(
      TRANSFERS,
      "aggregate",
      (right) => (node, inputs, context) =>
        right(node, inputs, {
          ...context,
          formOf: (relation) => {
            const form = context.formOf(relation);
            return form === undefined ? undefined : { relation: form.relation, of: (row) => ({ ...form.of(row), conditions: [] }) };
          },
        }),
    ),
  },
  {
    wrong: "a count by more columns shows that there is one",
    seed: 138,
    prover: withCases("aggregate", (cases) =>
      cases.map((one) => ({ ...one, soles: one.soles.map((sole) => (sole.by.includes("serial") ? { ...sole, by: ["serial"] } : sole)) })),
    ),
  },
  { wrong: "a possible owner is the owner", seed: 20, prover: withVerdicts((verdict) => (verdict === "possible" ? "same" : verdict)) },
  {
    wrong: "people who are not known to differ are one",
    seed: 4,
    prover: withVerdicts((verdict) => (verdict === "unknown" ? "same" : verdict)),
  },
  {
    wrong: "the rows beside one in a window are not part of it",
    seed: 1,
    prover: withCases("window", (cases) =>
      cases.map((one) => ({ ...one, rows: one.rows.map((row) => (/^[RS]/.test(row.path) ? { ...row, role: "witness" } : row)) })),
    ),
  },
  {
    wrong: "a window has rows of one person only",
    seed: 38,
    prover: withEntry(
      TRANSFERS,
      "window",
      (right) => (node, inputs, context) =>
        right({ ...node, partitionBy: inputs[0]?.cases[0] === undefined ? [] : [...inputs[0].cases[0].columns.keys()] }, inputs, context),
    ),
  },
  {
    wrong: "what holds of two rows of a partition holds of both together",
    seed: 37,
    prover: withCases("window", (cases, node) =>
      cases.map((one) => ({
        ...one,
        facts: [
          ...one.facts,
          ...node.partitionBy.map((name): Fact => ({ atom: { is: "notNull", a: columnIn(one, name) }, place: { table: "" } })),
        ],
      })),
    ),
  },
  {
    wrong: "a window column carries nothing",
    seed: 23,
    prover: withCases("window", (cases, { columns }) =>
      cases.map((one) => {
        const added = new Set(columns.map(({ name }) => one.columns.get(name)));
        return { ...one, flows: one.flows.filter(({ to }) => !added.has(to)) };
      }),
    ),
  },
  {
    wrong: "a place in an order does not carry what is ordered",
    seed: 80,
    prover: withEntry(
      TRANSFERS,
      "window",
      (right) => (node, inputs, context) =>
        node.columns.every(({ value }) => isPlace(value)) ? right({ ...node, orderBy: [] }, inputs, context) : right(node, inputs, context),
    ),
  },
  {
    wrong: "a row number is a key without its partition",
    seed: 37,
    prover: withCases("window", (cases, { partitionBy }) =>
      withKeys(cases, (columns) => columns.filter((name) => !partitionBy.includes(name))),
    ),
  },
  {
    wrong: "a rank is a key with its partition",
    seed: 331,
    prover: withEntry(
      TRANSFERS,
      "window",
      (right) => (node, inputs, context) =>
        right(
          {
            ...node,
            columns: node.columns.map(({ name, value }) => ({
              name,
              value: value.op === "window" && value.function === "rank" ? { ...value, function: "rowNumber" } : value,
            })),
          },
          inputs,
          context,
        ),
    ),
  },
  {
    wrong: "the least so far is at most every other row's value",
    seed: 56,
    prover: withCases("window", (cases, { columns }) =>
      cases.map((one) => {
        const least = columns.filter(({ value }) => value.function === "min").map(({ name }) => one.columns.get(name));
        const atoms = one.flows.flatMap(({ to, from }): readonly Atom[] =>
          least.includes(to) ? from.map((of) => ({ is: "ifKnown", a: to, of, then: "atMost" })) : [],
        );
        return { ...one, facts: [...one.facts, ...atoms.map((atom): Fact => ({ atom, place: { table: "" } }))] };
      }),
    ),
  },
  { wrong: "the ties of a window decide nothing", seed: 3488, prover: withEntry(DECIDING, "window", () => (node) => [namedIn(node)]) },
  { wrong: "a window looks at nothing", seed: 35, prover: withEntry(DECIDING, "window", () => () => []) },
  {
    wrong: "an array has one element",
    seed: 321,
    prover: withCases("explode", (cases) =>
      cases.map((one) => (one.identity.is === "pair" ? { ...one, identity: one.identity.left } : one)),
    ),
  },
  {
    wrong: "a position is a key by itself",
    seed: 3,
    prover: withCases("explode", (cases) =>
      cases.map((one) => (one.identity.is === "pair" ? { ...one, identity: one.identity.right } : one)),
    ),
  },
  {
    wrong: "an element carries nothing",
    seed: 252,
    prover: withCases("explode", (cases, { as }) =>
      cases.map((one) => ({ ...one, flows: one.flows.filter(({ to }) => to !== one.columns.get(as)) })),
    ),
  },
  {
    wrong: "a row without an element goes although it is kept",
    seed: 58,
    prover: withEntry(TRANSFERS, "explode", (right) => (node, inputs, context) => right({ ...node, keepEmpty: false }, inputs, context)),
  },
  { wrong: "how many elements there are tells nothing", seed: 28, prover: withEntry(DECIDING, "explode", () => () => []) },
  { wrong: "a filter tells nothing of its columns", seed: 25, prover: withEntry(DECIDING, "filter", () => () => []) },
];

/** The cases with other keys for the groups in them. */
function withKeys(cases: readonly Case[], change: (columns: readonly string[]) => readonly string[]): readonly Case[] {
  const changed = new Map<Relation, Relation>();
  const other = (relation: Relation): Relation => {
    const known = changed.get(relation) ?? {
      ...relation,
      keys: relation.keys.map(({ columns, nullSafe }) => ({ columns: change(columns), nullSafe })),
    };
    changed.set(relation, known);
    return known;
  };
  return cases.map((one) => {
    const rows = one.identity.is === "either" && one.identity.first.is === "row" ? [one.identity.first.row] : [];
    return replaceRows(one, new Map(rows.map((row) => [row, freshRow(other(row.relation))])));
  });
}

function semiKeyOfRight(...[lake, order]: Parameters<Prover>): ReturnType<Prover> {
  return withEntry(TRANSFERS, "semiJoin", (right) => (node, inputs, context) => {
    const joined = TRANSFERS.join({ ...node, op: "join" } as JoinNode, inputs, context).cases;
    const kept = right(node, inputs, context).cases;
    return {
      cases: kept.map((one, i) => (joined[i]?.identity.is === "pair" ? { ...one, identity: joined[i].identity.right } : one)),
    };
  })(lake, order);
}

function countNeverZero(...[lake, order]: Parameters<Prover>): ReturnType<Prover> {
  return withCases("aggregate", (cases) =>
    changeFacts(cases, (atom) =>
      atom.is === "atMost" && atom.a.kind === "constant" && atom.a.value === 0n ? { is: "below", a: atom.a, b: atom.b } : atom,
    ),
  )(lake, order);
}
