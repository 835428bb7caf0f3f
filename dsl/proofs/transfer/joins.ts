import {
  type AntiJoinNode,
  type AnyJoinNode,
  addedByJoin,
  type JoinNode,
  type LeftJoinNode,
  type SemiJoinNode,
} from "../../operations/join.ts";
import { both } from "../../operations/support.ts";
import type { Schema } from "../../schema/column-type.ts";
import { type Abstract, possible } from "../cases/abstract.ts";
import { type Absence, type Case, columnIn, copyOf, reshaped } from "../cases/case.ts";
import { type Alternatives, factsOf } from "../facts/predicate.ts";
import { domainOf } from "../terms/domain.ts";
import { callOf, lower, type TermScope } from "../terms/lower.ts";
import { constant, freshRow, type Term } from "../terms/term.ts";
import { accept } from "./accept.ts";
import { scopeOf } from "./plain-form.ts";
import { factsAt, scopeOfCase, type Transfer, type TransferContext, through } from "./transfer.ts";

export const join: Transfer<JoinNode> = (node, inputs, context) => {
  const joined = matchedCases(node, inputs, context, (left, right) => ({
    ...pair(left, right, context, "data"),
    columns: joinedColumns(node, left, right, context),
    identity: { is: "pair", left: left.identity, right: right.identity },
  }));
  return { cases: accept(node.reasons, possible(joined), context) };
};

/** The matches, and for each left case the one without a match: NULL on the right, and nothing known of why. */
export const leftJoin: Transfer<LeftJoinNode> = (node, inputs, context) => {
  const [left] = both(inputs);
  const matched = matchedCases(node, inputs, context, (one, right) => ({
    ...pair(one, right, context, "data"),
    columns: joinedColumns(node, one, right, context),
    identity: { is: "leftPair", left: one.identity, right: right.identity },
  }));
  const nulls = addedByJoin(node, both(context.inputs)[1]).map(({ name, type }) => [name, constant(domainOf(type), undefined)] as const);
  const unmatched = left.cases.map((one) =>
    reshaped(one, {
      rows: through(one.rows, `L${context.place.step}`),
      columns: new Map([...one.columns, ...nulls]),
      identity: { is: "leftPair", left: one.identity },
    }),
  );
  return { cases: accept(node.reasons, possible([...matched, ...unmatched]), context) };
};

/** The right rows are only witnesses: there is at least one. */
export const semiJoin: Transfer<SemiJoinNode> = (node, inputs, context) => {
  const kept = matchedCases(node, inputs, context, (left, right) => ({
    ...pair(left, right, context, "witness"),
    columns: left.columns,
    identity: left.identity,
  }));
  return { cases: accept(node.reasons, possible(kept), context) };
};

/** Nothing is known but, where the right side is exactly some rows of a table, that none of them matches. */
export const antiJoin: Transfer<AntiJoinNode> = (node, inputs, context) => {
  const form = context.formOf(node.right);
  const [leftSchema] = both(context.inputs);
  const cases = both(inputs)[0].cases.map((one): Case => {
    const rows = through(one.rows, `L${context.place.step}`);
    if (form === undefined) return reshaped(one, { rows });
    const row = freshRow(form.relation);
    const { columns, conditions } = form.of(row);
    const absence: Absence = { row, conditions: [...conditions, ...conditionsOf(node, scopeOfCase(one, leftSchema), scopeOf(columns))] };
    return reshaped(one, { rows, absences: [...one.absences, absence] });
  });
  return { cases };
};

/** What `on` and `where` demand of two rows, as boolean terms. */
export function conditionsOf(node: AnyJoinNode, left: TermScope, right: TermScope): readonly Term[] {
  const on = node.on.map((pair) => callOf("eq", [left(pair.left, undefined), right(pair.right, undefined)]).term);
  const scope: TermScope = (name, side) => (side === "right" ? right : left)(name, undefined);
  return node.where === undefined ? on : [...on, lower(node.where, scope).term];
}

/** The ways in which two rows can match. */
export function matchesOf(node: AnyJoinNode, left: Case, right: Case, schemas: readonly Schema[]): Alternatives {
  const [leftSchema, rightSchema] = both(schemas);
  const conditions = conditionsOf(node, scopeOfCase(left, leftSchema), scopeOfCase(right, rightSchema));
  return conditions.reduce<Alternatives>(
    (known, condition) => factsOf(condition, true).flatMap((more) => known.map((atoms) => [...atoms, ...more])),
    [[]],
  );
}

function* matchedCases(
  node: AnyJoinNode,
  inputs: readonly Abstract[],
  context: TransferContext,
  combine: (left: Case, right: Case) => Case,
): Generator<Case> {
  const [left, right] = both(inputs);
  for (const one of left.cases) {
    for (const original of right.cases) {
      const other = apart(one, original);
      for (const atoms of matchesOf(node, one, other, context.inputs)) {
        const combined = combine(one, other);
        yield { ...combined, facts: [...combined.facts, ...factsAt(context.place, atoms)] };
      }
    }
  }
}

/** A relation that stands on both sides of a join has rows of its own on each. */
function apart(one: Case, other: Case): Case {
  const taken = new Set(one.rows.map(({ row }) => row));
  return other.rows.some(({ row }) => taken.has(row)) ? copyOf(other) : other;
}

function pair(left: Case, right: Case, { place }: TransferContext, role: "data" | "witness"): Omit<Case, "columns" | "identity"> {
  const rightRows = through(right.rows, `R${place.step}`);
  return {
    rows: [...through(left.rows, `L${place.step}`), ...(role === "data" ? rightRows : rightRows.map((row) => ({ ...row, role }) as const))],
    facts: [...left.facts, ...right.facts],
    soles: [...left.soles, ...right.soles],
    absences: role === "data" ? [...left.absences, ...right.absences] : left.absences,
    flows: [...left.flows, ...right.flows],
  };
}

function joinedColumns(node: JoinNode | LeftJoinNode, left: Case, right: Case, { inputs }: TransferContext): ReadonlyMap<string, Term> {
  const added = addedByJoin(node, both(inputs)[1]).map(({ name }) => [name, columnIn(right, name)] as const);
  return new Map([...left.columns, ...added]);
}
