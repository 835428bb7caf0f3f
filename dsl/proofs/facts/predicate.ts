import type { FunctionName } from "../../expressions/functions.ts";
import { sameDomain } from "../terms/domain.ts";
import { type CallTerm, type ConstantTerm, FALSE, type Term, TRUE } from "../terms/term.ts";
import type { Atom } from "./fact.ts";

/** At least one of the conjunctions holds. None: it cannot be. One empty conjunction: nothing is known. */
export type Alternatives = readonly (readonly Atom[])[];

/** More alternatives than this are forgotten, which is sound. */
export const MOST_ALTERNATIVES = 6;

/** A longer list of excluded values is forgotten. */
const MOST_EXCLUDED = 50;

const NOTHING_KNOWN: Alternatives = [[]];
const NEVER: Alternatives = [];

/** What follows when a boolean term is TRUE (`truth`) or FALSE. NULL is neither, so both tell something of the operands. */
export function factsOf(term: Term, truth: boolean): Alternatives {
  if (term.kind === "constant") return term.value === truth ? NOTHING_KNOWN : NEVER;
  const rule = term.kind === "call" ? PREDICATES[term.function as FunctionName] : undefined;
  const found = rule === undefined ? [[valueIs(term, truth)]] : rule(term as CallTerm, truth);
  return found.length <= MOST_ALTERNATIVES ? found : NOTHING_KNOWN;
}

type PredicateRule = (term: CallTerm, truth: boolean) => Alternatives;

/** The functions whose truth says something of their operands; any other boolean term is only equal to its truth. */
export const PREDICATES: { readonly [F in FunctionName]?: PredicateRule } = {
  and: ({ arguments: sides }, truth) => (truth ? every(sides, true) : some(sides, false)),
  or: ({ arguments: sides }, truth) => (truth ? some(sides, true) : every(sides, false)),
  not: ({ arguments: [side] }, truth) => factsOf(given(side), !truth),
  isNull: ({ arguments: [a] }, truth) => [[{ is: truth ? "isNull" : "notNull", a: given(a) }]],
  isNotNull: ({ arguments: [a] }, truth) => [[{ is: truth ? "notNull" : "isNull", a: given(a) }]],
  eq: ({ arguments: [a, b] }, truth) => (truth ? equal(given(a), given(b)) : different(given(a), given(b))),
  ne: ({ arguments: [a, b] }, truth) => (truth ? different(given(a), given(b)) : equal(given(a), given(b))),
  lt: ({ arguments: [a, b] }, truth) => (truth ? below(given(a), given(b)) : atMost(given(b), given(a))),
  gte: ({ arguments: [a, b] }, truth) => (truth ? atMost(given(b), given(a)) : below(given(a), given(b))),
  gt: ({ arguments: [a, b] }, truth) => (truth ? below(given(b), given(a)) : atMost(given(a), given(b))),
  lte: ({ arguments: [a, b] }, truth) => (truth ? atMost(given(a), given(b)) : below(given(b), given(a))),
  between: ({ arguments: [a, low, high] }, truth) =>
    truth
      ? both(atMost(given(low), given(a)), atMost(given(a), given(high)))
      : both([known(given(low), given(high))], [...below(given(a), given(low)), ...below(given(high), given(a))]),
  in: ({ arguments: [a, ...members] }, truth) => membership(given(a), members, truth),
  isDistinctFrom: ({ arguments: [a, b] }, truth) => (truth ? distinct(given(a), given(b)) : notDistinct(given(a), given(b))),
  isNotDistinctFrom: ({ arguments: [a, b] }, truth) => (truth ? notDistinct(given(a), given(b)) : distinct(given(a), given(b))),
};

const given = (term: Term | undefined): Term => {
  if (term === undefined) throw new Error("the predicate lacks an operand");
  return term;
};

const both = (a: Alternatives, b: Alternatives): Alternatives => a.flatMap((left) => b.map((right) => [...left, ...right]));

/** All sides have the truth. Sides whose alternatives would be too many together are forgotten. */
const every = (sides: readonly Term[], truth: boolean): Alternatives =>
  sides.reduce<Alternatives>((known, side) => {
    const next = both(known, factsOf(side, truth));
    return next.length <= MOST_ALTERNATIVES ? next : known;
  }, NOTHING_KNOWN);

const some = (sides: readonly Term[], truth: boolean): Alternatives => sides.flatMap((side) => factsOf(side, truth));

const known = (...terms: readonly Term[]): readonly Atom[] => terms.map((a) => ({ is: "notNull", a }));

const valueIs = (term: Term, truth: boolean): Atom => ({ is: "equal", a: term, b: truth ? TRUE : FALSE });

const truthOf = (term: Term): boolean | undefined => (term.kind === "constant" && typeof term.value === "boolean" ? term.value : undefined);

function equal(a: Term, b: Term): Alternatives {
  const [left, right] = [truthOf(a), truthOf(b)];
  if (right !== undefined) return factsOf(a, right);
  if (left !== undefined) return factsOf(b, left);
  if (!sameDomain(a.domain, b.domain)) return [known(a, b)];
  if (a.domain.exact) return [[{ is: "equal", a, b }]];
  return both(atMost(a, b), atMost(b, a));
}

const different = (a: Term, b: Term): Alternatives => (sameDomain(a.domain, b.domain) ? [[{ is: "different", a, b }]] : [known(a, b)]);

const below = (a: Term, b: Term): Alternatives => (comparable(a, b) ? [[{ is: "below", a, b }]] : [known(a, b)]);
const atMost = (a: Term, b: Term): Alternatives => (comparable(a, b) ? [[{ is: "atMost", a, b }]] : [known(a, b)]);

const comparable = (a: Term, b: Term): boolean => a.domain.ordered && sameDomain(a.domain, b.domain);

function membership(a: Term, members: readonly Term[], truth: boolean): Alternatives {
  const values = members.filter(
    (member): member is ConstantTerm => member.kind === "constant" && member.value !== undefined && sameDomain(member.domain, a.domain),
  );
  if (!truth) return [[...known(a), ...(values.length > MOST_EXCLUDED ? [] : values).map((b): Atom => ({ is: "different", a, b }))]];
  const others = members.filter((member) => !(member.kind === "constant" && (member.value === undefined || values.includes(member))));
  const one: Alternatives = values.length === 0 ? NEVER : a.domain.exact ? [[{ is: "in", a, values }]] : [known(a)];
  return [...one, ...others.flatMap((member) => equal(a, member))];
}

function distinct(a: Term, b: Term): Alternatives {
  return [...different(a, b), [{ is: "isNull", a }, ...known(b)], [...known(a), { is: "isNull", a: b }]];
}

function notDistinct(a: Term, b: Term): Alternatives {
  if (sameDomain(a.domain, b.domain) && a.domain.exact) return [[{ is: "same", a, b }]];
  return [
    [
      { is: "isNull", a },
      { is: "isNull", a: b },
    ],
    ...equal(a, b),
  ];
}
