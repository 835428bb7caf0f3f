import type { FilterNode } from "../../operations/filter.ts";
import type { ReadNode } from "../../operations/read.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { ruleOf } from "../../operations/rules.ts";
import { both, only } from "../../operations/support.ts";
import type { UnionNode } from "../../operations/union.ts";
import { type Arms, eachArm } from "../cases/abstract.ts";
import { type Case, columnIn, reshaped } from "../cases/case.ts";
import { spend } from "../closure/work.ts";
import { factsOf } from "../facts/predicate.ts";
import { lower } from "../terms/lower.ts";
import { learnt, scopeOfCase, type Transfer, through } from "./transfer.ts";

export const read: Transfer<ReadNode> = (node, _, { read: known }) => known(node.table);

/** What makes the condition TRUE holds of the rows that are left. */
export const filter: Transfer<FilterNode> = (node, inputs, { place, inputs: schemas }) => ({
  cases: only(inputs).cases.flatMap(
    (one) => learnt(one, factsOf(lower(node.where, scopeOfCase(one, only(schemas))).term, true), place) ?? [],
  ),
});

/** Row for row: only the columns change. */
export const projection: Transfer<RelationNode> = (node, inputs, { inputs: schemas }) => {
  const schema = only(schemas);
  const projected = ruleOf(node).projection?.(node, schema);
  if (projected === undefined) throw new Error(`${node.op} is not a projection`);
  const cases = only(inputs).cases.map((one) => {
    const scope = scopeOfCase(one, schema);
    return reshaped(one, { columns: new Map(projected.map(({ name, expression }) => [name, lower(expression, scope).term])) });
  });
  return { cases };
};

/** A relation that is doubled by a union with itself, again and again, soon has more arms than there is room for. */
const STEPS_OF_ARM = 20;

/** A union of unions is one union. What is known of it is worked out when it is asked for. */
export const union: Transfer<UnionNode> = (_, inputs, { place, schema }) => {
  const [left, right] = both(inputs.map((input): Arms => input.arms ?? { of: input, count: 1 }));
  const arms: Arms = { left, right, count: left.count + right.count };
  let known: readonly Case[] | undefined;
  const armCase = (one: Case, arm: number): Case => {
    const { rows, splits } = through(one, `U${place.step}-${arm}`);
    const columns = new Map(schema.columns.map(({ name }) => [name, columnIn(one, name)]));
    return reshaped(one, { rows, splits, columns, identity: { is: "arm", arm, of: one.identity } });
  };
  return {
    arms,
    get cases() {
      if (known === undefined) {
        spend(STEPS_OF_ARM * arms.count);
        known = [...eachArm(arms)].flatMap(({ cases }, arm) => cases.map((one) => armCase(one, arm)));
      }
      return known;
    },
  };
};
