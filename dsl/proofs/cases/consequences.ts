import type { Closure } from "../closure/closure.ts";
import type { Fact, Place } from "../facts/fact.ts";
import type { Term } from "../terms/term.ts";

/** What the closure shows of these terms: which are known, equal and in order. The facts behind it can then be forgotten. */
export function consequences(closure: Closure, terms: readonly Term[], place: Place): readonly Fact[] {
  const known = [...new Set(terms)].filter((term) => term.kind !== "constant");
  const notNull = known.filter((term) => closure.isNotNull(term)).map((a): Fact => ({ atom: { is: "notNull", a }, place }));
  const first = new Map<number, Term>();
  const same = known.flatMap((b): readonly Fact[] => {
    const { id, constant } = closure.root(b);
    const a = first.get(id) ?? constant;
    if (a === undefined) first.set(id, b);
    return a === undefined ? [] : [{ atom: { is: "same", a, b }, place }];
  });
  return [...notNull, ...same, ...orderOf(closure, [...first.values()], place)];
}

function orderOf(closure: Closure, terms: readonly Term[], place: Place): readonly Fact[] {
  if (closure.edges.length === 0) return [];
  const ordered = terms.filter((term) => term.domain.ordered && closure.order.mentions(closure.root(term)));
  return ordered.flatMap((a) =>
    ordered.flatMap((b): readonly Fact[] => {
      if (a === b || !closure.atMost(a, b)) return [];
      return [{ atom: { is: closure.below(a, b) ? "below" : "atMost", a, b }, place }];
    }),
  );
}
