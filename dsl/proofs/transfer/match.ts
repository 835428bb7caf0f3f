import type { AnyJoinNode } from "../../operations/join.ts";
import { both } from "../../operations/support.ts";
import type { Schema } from "../../schema/column-type.ts";
import type { Case } from "../cases/case.ts";
import { type Alternatives, factsOf } from "../facts/predicate.ts";
import { callOf, lower, type TermScope } from "../terms/lower.ts";
import type { Term } from "../terms/term.ts";
import { scopeOfCase } from "./transfer.ts";

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
