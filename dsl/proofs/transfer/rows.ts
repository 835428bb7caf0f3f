import type { FilterNode } from "../../operations/filter.ts";
import type { ReadNode } from "../../operations/read.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { ruleOf } from "../../operations/rules.ts";
import { only } from "../../operations/support.ts";
import type { UnionNode } from "../../operations/union.ts";
import { possible } from "../cases/abstract.ts";
import { columnIn, reshaped } from "../cases/case.ts";
import { factsOf } from "../facts/predicate.ts";
import { tightened } from "../facts/tighten.ts";
import { lower } from "../terms/lower.ts";
import { factsAt, scopeOfCase, type Transfer, through } from "./transfer.ts";

export const read: Transfer<ReadNode> = (node, _, { read: known }) => known(node.table);

/** Each case with each alternative under which the condition is TRUE. */
export const filter: Transfer<FilterNode> = (node, inputs, { place, inputs: schemas }) => {
  const filtered = only(inputs).cases.flatMap((one) => {
    const { term } = lower(node.where, scopeOfCase(one, only(schemas)));
    return factsOf(term, true).map((atoms) =>
      atoms.length === 0 ? one : { ...one, facts: tightened([...one.facts, ...factsAt(place, atoms)]) },
    );
  });
  return { cases: possible(filtered) };
};

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

export const union: Transfer<UnionNode> = (_, inputs, { place, schema }) => {
  const cases = inputs.flatMap(({ cases: arm }, i) =>
    arm.map((one) =>
      reshaped(one, {
        rows: through(one.rows, `${i === 0 ? "A" : "B"}${place.step}`),
        columns: new Map(schema.columns.map(({ name }) => [name, columnIn(one, name)])),
        identity: { is: "arm", arm: i, of: one.identity },
      }),
    ),
  );
  return { cases: possible(cases) };
};
