import type { Fact } from "../facts/fact.ts";
import type { Key, Relation, Row, Term } from "../terms/term.ts";

/** Why the closure holds something: a fact of the case, a declaration, or a rule with what it needed. */
export type Reason =
  | { readonly by: "fact"; readonly fact: Fact }
  | { readonly by: "declared"; readonly term: Term }
  | { readonly by: "rule"; readonly rule: RuleName; readonly premises: readonly Premise[] };

/** What a rule needed, frozen as it stood then. */
export type Premise =
  | { readonly claim: "same"; readonly a: Term; readonly b: Term }
  /** It followed from what was known at the time `at`. */
  | { readonly claim: NullClaim; readonly term: Term; readonly at: number }
  | { readonly claim: "ordered"; readonly a: Term; readonly b: Term; readonly strict: boolean; readonly path: readonly Edge[] }
  | { readonly claim: "sameRow"; readonly a: Row; readonly b: Row }
  | { readonly claim: "unique"; readonly relation: Relation; readonly key: Key }
  | { readonly claim: "fact"; readonly fact: Fact };

export type NullClaim = "notNull" | "isNull";

/** A term that became known to be NULL, or not to be; so did all that are equal to it. */
export interface Assertion {
  readonly term: Term;
  readonly reason: Reason;
  readonly time: number;
}

/** `from` is at most `to`, or below it. */
export interface Edge {
  readonly from: Term;
  readonly to: Term;
  readonly strict: boolean;
  readonly reason: Reason;
}

export type RuleName = keyof typeof RULE_WORDS;

export const RULE_WORDS = {
  constant: "a constant",
  congruence: "equal arguments give equal results",
  "result needs arguments": "a known result needs known arguments",
  "arguments give result": "known arguments give a known result",
  "null argument": "a NULL argument gives NULL",
  "never null": "the function never gives NULL",
  "same row": "they are one row",
  key: "two rows that agree in a unique key are one",
  "only row": "the count says that there is one such row",
  coalesce: "`coalesce` takes its first known argument",
  "coalesce differs": "`coalesce` did not take its last argument",
  injective: "different arguments give different results",
  "both at most": "each is at most the other",
  member: "the list bounds it",
  "constants in order": "constants have an order",
  measure: "the measure bounds every known member",
  contradiction: "both cannot hold",
} as const;

export const byRule = (rule: RuleName, ...premises: readonly Premise[]): Reason => ({ by: "rule", rule, premises });
