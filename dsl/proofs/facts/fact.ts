import type { ConstantTerm, Term } from "../terms/term.ts";

/**
 * An atom that holds of the rows of a case.
 * - `equal`, `different`, `below`, `atMost`: SQL's comparison is TRUE, so both sides are known;
 * - `same`: the same value, or both NULL;
 * - `ifKnown`: where `of` is not NULL, `a` is not NULL and, with `then`, at most or at least `of`.
 */
export type Atom =
  | { readonly is: "equal" | "same" | "different" | "below" | "atMost"; readonly a: Term; readonly b: Term }
  | { readonly is: "notNull" | "isNull"; readonly a: Term }
  | { readonly is: "in"; readonly a: Term; readonly values: readonly ConstantTerm[] }
  | { readonly is: "ifKnown"; readonly a: Term; readonly of: Term; readonly then?: "atMost" | "atLeast" };

/** Where a fact was made: a step of a table's plan, numbered as `toSteps` does. Without a step: known of the table as a whole. */
export interface Place {
  readonly table: string;
  readonly step?: number;
}

export interface Fact {
  readonly atom: Atom;
  readonly place: Place;
}

export const termsOf = (atom: Atom): readonly Term[] => {
  switch (atom.is) {
    case "notNull":
    case "isNull":
      return [atom.a];
    case "in":
      return [atom.a, ...atom.values];
    case "ifKnown":
      return [atom.a, atom.of];
    default:
      return [atom.a, atom.b];
  }
};

export function mapTerms(atom: Atom, replace: (term: Term) => Term): Atom {
  switch (atom.is) {
    case "notNull":
    case "isNull":
    case "in":
      return { ...atom, a: replace(atom.a) };
    case "ifKnown":
      return { ...atom, a: replace(atom.a), of: replace(atom.of) };
    default:
      return { ...atom, a: replace(atom.a), b: replace(atom.b) };
  }
}

/** Equal for atoms that say the same of the same terms. */
export const atomKey = (atom: Atom): string =>
  `${atom.is} ${"then" in atom ? atom.then : ""} ${termsOf(atom)
    .map((term) => (term.kind === "constant" ? `${term.domain.name}:${term.value}` : term.id))
    .join()}`;
