import type { JoinNode, LeftJoinNode } from "../../operations/join.ts";
import { schemaOfRelation } from "../../operations/rules.ts";
import { both } from "../../operations/support.ts";
import type { Schema } from "../../schema/column-type.ts";
import type { Abstract } from "../cases/abstract.ts";
import { allRows, type Case, closureOfAll, copyOf } from "../cases/case.ts";
import { rowsIn } from "../cases/identity.ts";
import { type Merged, mergedIn } from "../cases/unique.ts";
import { viewsOf } from "../cases/views.ts";
import type { Fact, Place } from "../facts/fact.ts";
import type { Term } from "../terms/term.ts";
import { conditionsOf, matchesOf } from "./match.ts";
import { factsAt, scopeOfCase } from "./transfer.ts";

/** Combinations of cases that are looked at before giving up. */
const MOST_LOOKED = 1024;

const answers = new WeakMap<readonly Abstract[], SingleMatch | "not shown">();

/** What shows it best; `no match` where the two sides never meet. */
export type SingleMatch = Merged | "no match";

/** Two right rows that match one left row are one: how it is shown; undefined when it is not. The same inputs are asked once. */
export function singleMatch(node: JoinNode | LeftJoinNode, inputs: readonly Abstract[], place: Place): SingleMatch | undefined {
  const known = answers.get(inputs) ?? matchOf(node, inputs, place) ?? "not shown";
  answers.set(inputs, known);
  return known === "not shown" ? undefined : known;
}

function matchOf(node: JoinNode | LeftJoinNode, inputs: readonly Abstract[], place: Place): SingleMatch | undefined {
  let telling: Merged | undefined;
  for (const merged of matches(node, inputs, place)) {
    if (merged === undefined) return undefined;
    if (telling === undefined || (telling.rows.length === 0 && merged.rows.length > 0)) telling = merged;
  }
  return telling ?? "no match";
}

/** Each left case with each two right cases: whatever the splits choose, if that is enough; else in each of the views that the match depends on. */
function* matches(node: JoinNode | LeftJoinNode, inputs: readonly Abstract[], place: Place): Generator<Merged | undefined> {
  const [left, right] = both(inputs.map(({ cases }) => cases));
  const schemas = [schemaOfRelation(node.left), schemaOfRelation(node.right)];
  const taken = new Set(right.flatMap((one) => allRows(one).map(({ row }) => row)));
  const lefts = left.map((one) => (allRows(one).some(({ row }) => taken.has(row)) ? copyOf(one) : one));
  let looked = 0;
  for (const [i, first] of right.entries()) {
    for (const original of right.slice(i)) {
      const second = copyOf(original);
      for (const one of lefts) {
        const whole = matchInOne(node, [one, first, second], schemas, place);
        if (whole !== undefined) {
          yield* whole;
          continue;
        }
        if ([one, first, second].every(({ splits }) => splits.length === 0)) return yield undefined;
        for (const views of viewsOfThree(node, [one, first, second], schemas)) {
          const shown = ++looked > MOST_LOOKED ? undefined : matchInOne(node, views, schemas, place);
          if (shown === undefined) return yield undefined;
          yield* shown;
        }
      }
    }
  }
}

type Three = readonly [Case, Case, Case];

function* viewsOfThree(node: JoinNode | LeftJoinNode, [one, first, second]: Three, schemas: readonly Schema[]): Generator<Three> {
  const [leftSchema, rightSchema] = both(schemas);
  const terms = (a: Case, b: Case): readonly Term[] => conditionsOf(node, scopeOfCase(a, leftSchema), scopeOfCase(b, rightSchema));
  const lefts = viewsOf(one, { terms: terms(one, first) }).cases;
  const rightViews = (right: Case): readonly Case[] => viewsOf(right, { terms: terms(one, right), rows: rowsIn(right.identity) }).cases;
  for (const a of rightViews(first)) {
    for (const b of rightViews(second)) {
      for (const view of lefts) yield [view, a, b];
    }
  }
}

function matchInOne(
  node: JoinNode | LeftJoinNode,
  [one, first, second]: Three,
  schemas: readonly Schema[],
  place: Place,
): readonly Merged[] | undefined {
  const shown: Merged[] = [];
  for (const facts of bothMatch(node, one, first, second, schemas, place)) {
    const merged = mergedIn(closureOfAll([one, first, second], facts), first, second);
    if (merged === undefined) return undefined;
    shown.push(merged);
  }
  return shown;
}

/** The ways in which one left row matches two right rows. */
function bothMatch(
  node: JoinNode | LeftJoinNode,
  one: Case,
  first: Case,
  second: Case,
  schemas: readonly Schema[],
  place: Place,
): readonly (readonly Fact[])[] {
  return matchesOf(node, one, first, schemas).flatMap((a) =>
    matchesOf(node, one, second, schemas).map((b) => factsAt(place, [...a, ...b])),
  );
}
