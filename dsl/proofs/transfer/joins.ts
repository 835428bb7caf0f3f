import { type AntiJoinNode, addedByJoin, type JoinNode, type LeftJoinNode, type SemiJoinNode } from "../../operations/join.ts";
import { both } from "../../operations/support.ts";
import type { Abstract } from "../cases/abstract.ts";
import { type Absence, type Alternative, allRows, type Case, columnIn, copyOf, mapRows, reshaped, type StandIn } from "../cases/case.ts";
import { together } from "../cases/choose.ts";
import type { Identity } from "../cases/identity.ts";
import { pruned } from "../cases/prune.ts";
import { type Atom, termsOf } from "../facts/fact.ts";
import { domainOf } from "../terms/domain.ts";
import { columnOf, constant, freshRow, type Relation, type Row, type Term } from "../terms/term.ts";
import { accept } from "./accept.ts";
import { conditionsOf, matchesOf } from "./match.ts";
import { scopeOf } from "./plain-form.ts";
import { singleMatch } from "./single-match.ts";
import { alternativeOf, factsAt, scopeOfCase, type Transfer, type TransferContext, through } from "./transfer.ts";

export const join: Transfer<JoinNode> = (node, inputs, context) => {
  const joined = eachMatched(node, inputs, context, "data", (left, { columns, identity }) => ({
    columns: new Map([...left.columns, ...columns]),
    identity: identity === undefined ? left.identity : { is: "pair", left: left.identity, right: identity },
  }));
  return { cases: accept(node.reasons, joined, context) };
};

/** A match or none: then the right side is NULL, and nothing known of why. */
export const leftJoin: Transfer<LeftJoinNode> = (node, inputs, context) => {
  const single = singleMatch(node, inputs, context.place) === undefined ? {} : ({ single: true } as const);
  const joined = eachMatched(node, inputs, context, "data", (left, { columns, identity }) => ({
    columns: new Map([...left.columns, ...columns]),
    identity: { is: "leftPair", left: left.identity, ...(identity === undefined ? {} : { right: identity }), ...single },
  }));
  return { cases: accept(node.reasons, joined, context) };
};

/** The right rows are only witnesses: there is at least one. */
export const semiJoin: Transfer<SemiJoinNode> = (node, inputs, context) => ({
  cases: accept(
    node.reasons,
    eachMatched(node, inputs, context, "witness", ({ columns, identity }) => ({ columns, identity })),
    context,
  ),
});

/** Nothing is known but, where the right side is exactly some rows of a table, that none of them matches. */
export const antiJoin: Transfer<AntiJoinNode> = (node, inputs, context) => {
  const form = context.formOf(node.right);
  const [leftSchema] = both(context.inputs);
  const cases = both(inputs)[0].cases.map((one): Case => {
    const { rows, splits } = through(one, `L${context.place.step}`);
    if (form === undefined) return reshaped(one, { rows, splits });
    const row = freshRow(form.relation);
    const { columns, conditions } = form.of(row);
    const absence: Absence = { row, conditions: [...conditions, ...conditionsOf(node, scopeOfCase(one, leftSchema), scopeOf(columns))] };
    return reshaped(one, { rows, splits, absences: [...one.absences, absence] });
  });
  return { cases };
};

/** What the rows of the right side are beside a left one. */
interface RightSide {
  readonly columns: ReadonlyMap<string, Term>;
  /** None where nothing matches. */
  readonly identity: Identity | undefined;
}

/**
 * Each left case with what it meets on the right: with the right case, where there is one and one way to match it; else with a split, which
 * has an alternative for every right case and way to match it, and for none.
 */
function eachMatched(
  node: JoinNode | LeftJoinNode | SemiJoinNode,
  inputs: readonly Abstract[],
  context: TransferContext,
  role: "data" | "witness",
  combine: (left: Case, right: RightSide) => Pick<Case, "columns" | "identity">,
): readonly Case[] {
  const [left, right] = both(inputs);
  const { place } = context;
  const added = node.op === "semiJoin" ? [] : addedByJoin(node, both(context.inputs)[1]);
  const standsIn: Relation = {
    name: `${place.table} step ${place.step}`,
    kind: "group",
    columns: new Map(added.map(({ name, type }) => [name, { domain: domainOf(type), notNull: false }])),
    keys: [],
  };
  return left.cases.flatMap((original): readonly Case[] => {
    const one = through(original, `L${place.step}`);
    const row = freshRow(standsIn);
    const matches = right.cases.flatMap((rightCase): readonly Alternative[] => {
      const other = apart(one, rightCase);
      const columns = new Map(added.map(({ name }) => [name, columnIn(other, name)] as const));
      const standIn = { row, columns, identity: other.identity, place };
      return matchesOf(node, one, other, context.inputs).map((atoms) => rightAlternative(other, atoms, standIn, role, context));
    });
    const nulls = new Map(added.map(({ name, type }) => [name, constant(domainOf(type), undefined)] as const));
    const nothing = alternativeOf([], { standIns: [{ row, columns: nulls, identity: undefined, place }] });
    const alternatives = node.op === "leftJoin" ? [...matches, nothing] : matches;
    if (alternatives.length === 0) return [];
    const terms = alternatives.flatMap(({ facts }) => facts.flatMap(({ atom }) => termsOf(atom)));
    const joined = pruned(besides(one, alternatives, row, combine), terms);
    return joined === undefined ? [] : [joined];
  });
}

function besides(
  one: Case,
  alternatives: readonly Alternative[],
  row: Row,
  combine: (left: Case, right: RightSide) => Pick<Case, "columns" | "identity">,
): Case {
  const [only] = alternatives;
  const [standIn] = only?.standIns ?? [];
  if (only === undefined || standIn === undefined) throw new Error("a match has a stand-in");
  if (alternatives.length === 1) {
    const { standIns: _, ...known } = together({ ...one, standIns: [] }, { ...only, standIns: only.standIns.slice(1) });
    return { ...known, ...combine(one, standIn) };
  }
  const columns = new Map([...standIn.columns.keys()].map((name) => [name, columnOf(row, name)] as const));
  return { ...one, ...combine(one, { columns, identity: { is: "standIn", row } }), splits: [...one.splits, { alternatives }] };
}

function rightAlternative(
  right: Case,
  atoms: readonly Atom[],
  standIn: StandIn,
  role: "data" | "witness",
  { place }: TransferContext,
): Alternative {
  const marked = through(right, `R${place.step}`);
  const { columns: _, identity: __, ...known } = role === "data" ? marked : mapRows(marked, (row) => ({ ...row, role }));
  return {
    ...known,
    facts: [...known.facts, ...factsAt(place, atoms)],
    absences: role === "data" ? known.absences : [],
    standIns: [standIn],
  };
}

/** A relation that stands on both sides of a join has rows of its own on each. */
function apart(one: Case, other: Case): Case {
  const taken = new Set(allRows(one).map(({ row }) => row));
  return allRows(other).some(({ row }) => taken.has(row)) ? copyOf(other) : other;
}
