import { type CallRule, type CallTerm, resultsOf, type Term } from "../terms/term.ts";

/** How NULL goes through a call. `looksAt` picks the arguments that decide. */
interface NullBehaviour {
  readonly looksAt: (term: CallTerm) => readonly Term[];
  /** The result is known when all, or any, of these are known; or always; or that cannot be said. */
  readonly known: "all" | "any" | "always" | "unsaid";
  /** A known result shows that these are known too. */
  readonly needsAll: boolean;
  /** The result is NULL when any, or all, of these are NULL. */
  readonly null: "any" | "all" | "unsaid";
}

const everyArgument = (term: CallTerm): readonly Term[] => term.arguments;

export const NULL_RULES: { readonly [K in CallRule["nulls"]]: NullBehaviour } = {
  strict: { looksAt: everyArgument, known: "all", needsAll: true, null: "any" },
  fallible: { looksAt: everyArgument, known: "unsaid", needsAll: true, null: "any" },
  never: { looksAt: everyArgument, known: "always", needsAll: false, null: "unsaid" },
  "first-known": { looksAt: everyArgument, known: "any", needsAll: false, null: "all" },
  logic: { looksAt: everyArgument, known: "all", needsAll: false, null: "unsaid" },
  membership: { looksAt: (term) => term.arguments.slice(0, 1), known: "all", needsAll: true, null: "any" },
  unsaid: { looksAt: everyArgument, known: "unsaid", needsAll: false, null: "unsaid" },
  choice: { looksAt: resultsOf, known: "all", needsAll: false, null: "all" },
};
