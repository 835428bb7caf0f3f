import { compareConstants } from "../terms/domain.ts";
import type { ConstantTerm, Term } from "../terms/term.ts";
import { type Atom, atomKey, type Fact } from "./fact.ts";

/** The facts that only tell some values of a term from others; more of them in one case are forgotten. */
const MOST_OF_A_KIND = 64;

/** The same facts without repeats and without bounds that a tighter one makes useless. */
export function tightened(facts: readonly Fact[]): readonly Fact[] {
  const kept = new Map<string, Fact>();
  for (const fact of facts) {
    const bound = boundOf(fact.atom);
    const key = bound === undefined ? atomKey(fact.atom) : `${bound.side} ${bound.term.id}`;
    const before = kept.get(key);
    if (before === undefined || (bound !== undefined && isTighter(fact.atom, before.atom, bound.side))) kept.set(key, fact);
  }
  const count = { in: 0, different: 0, truth: 0 };
  return [...kept.values()].filter(({ atom }) => {
    const kind =
      atom.is === "in" || atom.is === "different"
        ? atom.is
        : atom.is === "equal" && atom.b.kind === "constant" && atom.a.kind === "call"
          ? "truth"
          : undefined;
    return kind === undefined || ++count[kind] <= MOST_OF_A_KIND;
  });
}

interface Bound {
  readonly term: Term;
  readonly side: "least" | "greatest";
}

/** A comparison of a term with a constant. */
function boundOf(atom: Atom): Bound | undefined {
  if (atom.is !== "atMost" && atom.is !== "below") return undefined;
  if (isKnown(atom.a) && atom.b.kind !== "constant") return { term: atom.b, side: "least" };
  return isKnown(atom.b) && atom.a.kind !== "constant" ? { term: atom.a, side: "greatest" } : undefined;
}

const isKnown = (term: Term): term is ConstantTerm => term.kind === "constant" && term.value !== undefined;

function isTighter(atom: Atom, before: Atom, side: Bound["side"]): boolean {
  const [value, old] = [limitOf(atom, side), limitOf(before, side)];
  if (value?.value === undefined || old?.value === undefined) return false;
  const order = compareConstants(value.value, old.value) * (side === "least" ? 1 : -1);
  return order > 0 || (order === 0 && atom.is === "below");
}

function limitOf(atom: Atom, side: Bound["side"]): ConstantTerm | undefined {
  if (atom.is !== "atMost" && atom.is !== "below") return undefined;
  const term = side === "least" ? atom.a : atom.b;
  return term.kind === "constant" ? term : undefined;
}
