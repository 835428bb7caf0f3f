import type { FunctionName } from "../../expressions/functions.ts";
import type { Closure } from "../closure/closure.ts";
import { sameDomain } from "../terms/domain.ts";
import type { CallTerm, Term } from "../terms/term.ts";

/** Whether the closure shows that a boolean term is TRUE (`truth`) or FALSE. */
export function isCertain(term: Term, truth: boolean, closure: Closure): boolean {
  if (closure.contradiction !== undefined || closure.root(term).constant?.value === truth) return true;
  if (term.kind !== "call") return false;
  return CERTAIN[term.function as FunctionName]?.(term, truth, closure) ?? false;
}

type Certainty = (term: CallTerm, truth: boolean, closure: Closure) => boolean;

const all: Certainty = ({ arguments: sides }, truth, closure) => sides.every((side) => isCertain(side, truth, closure));
const any: Certainty = ({ arguments: sides }, truth, closure) => sides.some((side) => isCertain(side, truth, closure));

const comparison =
  (holds: (a: Term, b: Term, truth: boolean, closure: Closure) => boolean): Certainty =>
  ({ arguments: [a, b] }, truth, closure) =>
    a !== undefined && b !== undefined && sameDomain(a.domain, b.domain) && holds(a, b, truth, closure);

const equals = (a: Term, b: Term, truth: boolean, closure: Closure): boolean =>
  truth ? closure.equal(a, b) : closure.differ(a, b) !== undefined;
const isBelow = (a: Term, b: Term, truth: boolean, closure: Closure): boolean => (truth ? closure.below(a, b) : closure.atMost(b, a));

const CERTAIN: { readonly [F in FunctionName]?: Certainty } = {
  and: (term, truth, closure) => (truth ? all : any)(term, truth, closure),
  or: (term, truth, closure) => (truth ? any : all)(term, truth, closure),
  not: ({ arguments: [side] }, truth, closure) => side !== undefined && isCertain(side, !truth, closure),
  isNull: ({ arguments: [a] }, truth, closure) => a !== undefined && (truth ? closure.isNull(a) : closure.isNotNull(a)),
  isNotNull: ({ arguments: [a] }, truth, closure) => a !== undefined && (truth ? closure.isNotNull(a) : closure.isNull(a)),
  eq: comparison(equals),
  ne: comparison((a, b, truth, closure) => equals(a, b, !truth, closure)),
  lt: comparison(isBelow),
  gte: comparison((a, b, truth, closure) => isBelow(a, b, !truth, closure)),
  gt: comparison((a, b, truth, closure) => isBelow(b, a, truth, closure)),
  lte: comparison((a, b, truth, closure) => isBelow(b, a, !truth, closure)),
};
