import { compareConstants, INTEGER } from "../terms/domain.ts";
import { type ConstantTerm, columnOf, constant, type Term } from "../terms/term.ts";
import type { Closure } from "./closure.ts";
import { type CallNode, rootOf } from "./node.ts";
import { byRule, type Premise } from "./reason.ts";

/** The rules that are tried again whenever something was learnt, beside equality, NULL and keys, which follow at once. */
export const CLOSURE_RULES: Readonly<Record<string, (closure: Closure) => void>> = {
  coalesce: (closure) => {
    for (const node of closure.calls.coalesce) coalesce(closure, node);
  },

  /** Equal known results of an injective function have equal arguments. */
  injective: (closure) => {
    const seen = new Map<string, CallNode>();
    for (const node of closure.calls.injective) {
      if (!isKnown(closure, node.term)) continue;
      const key = `${node.term.function} ${rootOf(node).id}`;
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, node);
        continue;
      }
      node.term.arguments.forEach((a, i) => {
        const b = other.term.arguments[i];
        if (b !== undefined && !isSame(closure, a, b)) {
          closure.union(
            closure.node(a),
            closure.node(b),
            byRule("injective", { claim: "same", a: node.term, b: other.term }, closure.notNullPremise(node.term)),
          );
        }
      });
    }
  },

  /** A measure over a group with a known member. */
  ifKnown: (closure) => {
    const waiting = closure.facts.ifKnown.splice(0);
    for (const fact of waiting) {
      const { a, of, then } = fact.atom;
      if (!isKnown(closure, of)) {
        closure.facts.ifKnown.push(fact);
        continue;
      }
      const reason = byRule("measure", { claim: "fact", fact }, closure.notNullPremise(of));
      closure.setNotNull(closure.node(a), reason);
      if (then !== undefined) closure.addEdge({ from: then === "atMost" ? a : of, to: then === "atMost" ? of : a, strict: false, reason });
    }
  },

  /** A list bounds its members, and a list of one is an equality. */
  in: (closure) => {
    for (const fact of closure.facts.in) {
      const { a, values } = fact.atom;
      const sorted = [...values].sort((x, y) => compareConstants(x.value ?? 0, y.value ?? 0));
      const [least, greatest] = [sorted[0], sorted.at(-1)];
      if (least === undefined || greatest === undefined) continue;
      const reason = byRule("member", { claim: "fact", fact });
      if (sorted.length === 1 && !isSame(closure, a, least)) closure.union(closure.node(a), closure.node(least), reason);
      if (sorted.length > 1 && !closure.edges.some((edge) => edge.from === least && edge.to === a)) {
        closure.addEdge({ from: least, to: a, strict: false, reason });
        closure.addEdge({ from: a, to: greatest, strict: false, reason });
      }
    }
  },

  /** Where a key has one row, every row with the key is that one. */
  only: (closure) => {
    for (const { row, by, count } of closure.soles) {
      if (!isSame(closure, count, ONE)) continue;
      for (const other of closure.rowsOf(row.relation)) {
        const pairs = by.map((column) => [columnOf(other, column), columnOf(row, column)] as const);
        if (closure.firstRow(other) === closure.firstRow(row) || !pairs.every(([a, b]) => isSame(closure, a, b))) continue;
        const premises = pairs.map(([a, b]): Premise => ({ claim: "same", a, b }));
        closure.mergeRows(other, row, byRule("only row", { claim: "same", a: count, b: ONE }, ...premises));
      }
    }
  },

  /** Each at most the other: the same value, if the domain is exact. Below itself: impossible. */
  order: (closure) => {
    const { order } = closure;
    for (const edge of order.cyclic()) {
      const [from, to] = [rootOf(closure.node(edge.from)), rootOf(closure.node(edge.to))];
      const back = from === to ? [] : order.path(to, from, false);
      if (back === undefined) continue;
      const path = [edge, ...back];
      const cycle: Premise = { claim: "ordered", a: edge.from, b: edge.from, strict: path.some(({ strict }) => strict), path };
      if (edge.strict) closure.contradiction ??= byRule("contradiction", cycle);
      else if (from !== to && edge.from.domain.exact) closure.union(from, to, byRule("both at most", cycle));
    }
  },

  impossible: (closure) => {
    for (const fact of closure.facts.different) {
      const { a, b } = fact.atom;
      if (isSame(closure, a, b)) closure.contradiction ??= byRule("contradiction", { claim: "fact", fact }, { claim: "same", a, b });
    }
    for (const fact of closure.facts.in) {
      const value = rootOf(closure.node(fact.atom.a)).constant;
      if (value !== undefined && !has(fact.atom.values, value)) {
        closure.contradiction ??= byRule("contradiction", { claim: "fact", fact }, { claim: "same", a: fact.atom.a, b: value });
      }
    }
  },
};

const ONE = constant(INTEGER, 1n);

/** As the closure stands, whether or not it is contradictory: terms come into play, nothing else is learnt. */
const isSame = (closure: Closure, a: Term, b: Term): boolean => rootOf(closure.node(a)) === rootOf(closure.node(b));
const isKnown = (closure: Closure, term: Term): boolean => rootOf(closure.node(term)).notNull.length > 0;
const isNull = (closure: Closure, term: Term): boolean => rootOf(closure.node(term)).isNull.length > 0;

const has = (values: readonly ConstantTerm[], { value }: ConstantTerm): boolean => values.some((member) => member.value === value);

/** `coalesce(a, b)`: `a` where it is known, else `b`. */
function coalesce(closure: Closure, node: CallNode): void {
  const [a, b] = node.term.arguments;
  if (a === undefined || b === undefined) return;
  const is = (result: Term, why: Premise): void => {
    if (!isSame(closure, node.term, result)) closure.union(closure.node(node.term), closure.node(result), byRule("coalesce", why));
  };
  if (isKnown(closure, a)) is(a, closure.notNullPremise(a));
  else if (isNull(closure, a)) is(b, closure.isNullPremise(a));
  else if (isNull(closure, b)) is(a, closure.isNullPremise(b));
  else if (isKnown(closure, b)) {
    const apart = closure.differ(node.term, b);
    if (apart !== undefined) closure.setNotNull(closure.node(a), byRule("coalesce differs", ...apart));
  }
}
