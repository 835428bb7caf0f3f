import type { Closure } from "../closure/closure.ts";
import type { Node } from "../closure/node.ts";
import type { Persons } from "../persons/persons.ts";
import type { CallRule, CallTerm, Term } from "../terms/term.ts";
import { type Alternative, type Case, closureOf, heedlessClosureOf } from "./case.ts";
import { choose, together } from "./choose.ts";
import { viewsOf } from "./views.ts";

/** Personal data under a keyed pseudonym: it cannot be undone without the key. */
export const PSEUDONYM = "pseudonym";

const HASH = "hash of ";
/** Personal data under an unkeyed hash: guessing undoes it. */
export const hashOf = (tag: string): string => (tag === PSEUDONYM || tag.startsWith(HASH) ? tag : `${HASH}${tag}`);
export const isHash = (tag: string): boolean => tag.startsWith(HASH);
export const withoutHash = (tag: string): string => (isHash(tag) ? tag.slice(HASH.length) : tag);

type Veil = CallRule["personal"];

const VEILS: { readonly [V in Veil]: (tag: string) => string } = { kept: (tag) => tag, hashed: hashOf, pseudonym: () => PSEUDONYM };

/**
 * The kinds of personal data in values, of everything that they are equal to or computed from; each with a column that brings it in. What
 * may be so in one of the alternatives counts: where there are too many to combine, all of them hold at once.
 */
export function tagsOf(one: Case, terms: readonly Term[], persons: Persons): ReadonlyMap<string, Term> {
  const { cases, complete } = viewsOf(one, { terms });
  if (complete && cases.length === 1) return tagsIn(cases[0] ?? one, terms, persons, false);
  const views = complete ? cases : [everythingOf(one)];
  const found = new Map<string, Term>();
  for (const view of views) for (const [tag, by] of tagsIn(view, terms, persons, !complete)) if (!found.has(tag)) found.set(tag, by);
  return found;
}

const everything = new WeakMap<Case, Case>();

function everythingOf(one: Case): Case {
  const known = everything.get(one) ?? everythingIn(one);
  everything.set(one, known);
  return known;
}

/** A case with the facts of all alternatives, which may contradict each other. A NULL carries nothing, so what is only NULL there is left out. */
function everythingIn(one: Case): Case {
  let all: Alternative = { ...one, splits: [], standIns: [] };
  const pending = [...one.splits];
  for (let split = pending.pop(); split !== undefined; split = pending.pop()) {
    for (const alternative of split.alternatives) {
      pending.push(...alternative.splits);
      const standIns = alternative.standIns.map((standIn) => ({
        ...standIn,
        columns: new Map([...standIn.columns].filter(([, term]) => term.kind !== "constant")),
      }));
      all = together(all, { ...alternative, splits: [], standIns });
    }
  }
  return { ...choose({ ...one, rows: [], facts: [], soles: [], absences: [], flows: [] }, all, []), columns: one.columns };
}

/** Heedless of contradictions: then nothing is left out because it cannot be. */
function tagsIn(one: Case, terms: readonly Term[], persons: Persons, heedless: boolean): ReadonlyMap<string, Term> {
  const closure = heedless ? heedlessClosureOf(one) : closureOf(one);
  const found = new Map<string, Term>();
  const seen = new Set<string>();
  const visit = (term: Term, veil: Veil): void => {
    const root = closure.root(term);
    const state = `${root.id} ${veil}`;
    if (seen.has(state)) return;
    seen.add(state);
    for (const { tag, by } of ownTags(one, closure, root, persons)) if (!found.has(VEILS[veil](tag))) found.set(VEILS[veil](tag), by);
    for (const member of root.members) {
      if (member.term.kind !== "call") continue;
      const values = heedless ? member.term.arguments : valuesOf(closure, member.term);
      for (const value of values) visit(value, thicker(veil, member.term.rule.personal));
    }
    for (const { to, from } of one.flows) if (from.length > 0 && closure.root(to) === root) for (const value of from) visit(value, veil);
  };
  for (const term of terms) visit(term, "kept");
  return found;
}

const thicker = (a: Veil, b: Veil): Veil => (a === "pseudonym" || b === "kept" ? a : b);

interface OwnTag {
  readonly tag: string;
  readonly by: Term;
}

/** The declared tags of a class: of the source columns in it, and of values that have lost where they came from. */
function ownTags(one: Case, closure: Closure, root: Node, persons: Persons): readonly OwnTag[] {
  const declared = root.members.flatMap(({ term: by }) =>
    by.kind === "column" && by.row.relation.kind === "source"
      ? persons.personalIn(by.row.relation.name, by.column).map((tag) => ({ tag, by }))
      : [],
  );
  const noted = one.flows.flatMap(({ to, tags }) =>
    tags.length > 0 && closure.root(to) === root ? tags.map((tag) => ({ tag, by: to })) : [],
  );
  return [...declared, ...noted];
}

/** `coalesce(a, b)` is `a` where that is known, and `b` where it is NULL. */
function valuesOf(closure: Closure, term: CallTerm): readonly Term[] {
  const [a, b] = term.arguments;
  if (term.rule.nulls !== "first-known" || a === undefined || b === undefined) return term.arguments;
  return closure.isNotNull(a) ? [a] : closure.isNull(a) ? [b] : [a, b];
}
