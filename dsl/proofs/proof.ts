import type { Code, ParametersOf } from "../diagnostics/codes.ts";
import type { Expression } from "../expressions/expression.ts";
import type { Place } from "./facts/fact.ts";

/** Why something holds, as plain data: a claim, where it was written or what it rests on, and what it follows from. */
export interface Explanation {
  readonly claim: string;
  readonly place?: Place;
  readonly assumption?: Assumption;
  readonly because: readonly Explanation[];
}

/** What a proof takes from a declaration. Those of `unique` and `notNull` are checked in every run. */
export type Assumption =
  | { readonly kind: "unique"; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: "notNull"; readonly table: string; readonly column: string }
  /** Whose the rows of a source are. Nothing is taken of it but that: a value may fit nobody, and fits one person only where `unique` says so. */
  | { readonly kind: "reference"; readonly source: string; readonly column: string; readonly table: string; readonly references: string }
  /** Different values have different pseudonyms. */
  | { readonly kind: "injective"; readonly function: string }
  /** No reference says whose the rows of the source are, though it has personal data. */
  | { readonly kind: "nobody"; readonly source: string; readonly columns: readonly string[] };

/** What could not be shown, in words; `code` and `parameters` make it a problem. */
export interface Failure extends Words {
  readonly code: Code;
  readonly parameters: ParametersOf<Code>;
  readonly table: string;
  /** The operation to point at; without, the table. */
  readonly step?: number;
  /** A name in it to point at. */
  readonly focus?: string;
  /** A call behind `from` that the table lacks, word for word as the repair shows it. */
  readonly filter?: string;
  /** An option that a join lacks, likewise. */
  readonly option?: { readonly step: number; readonly name: string; readonly value: string };
  /** A comparison in a condition that says the opposite of what is asked, to point at. */
  readonly comparison?: Expression | undefined;
}

export interface Words {
  readonly claim: string;
  /** The nearest fact that is known. */
  readonly known: string;
  readonly missing: string;
  readonly repair: string;
}

/** A written reason, by where it stands. */
export interface AcknowledgementKey {
  readonly kind: "anyOwner" | "atAnyTime" | "many" | "samePerson" | "personal" | "implicit";
  readonly table: string;
  readonly step?: number;
  /** Of `personal`. */
  readonly column?: string;
}

export type Outcome =
  | { readonly status: "proven"; readonly because: readonly Explanation[] }
  /** Not shown, and accepted for the written reasons. */
  | { readonly status: "acknowledged"; readonly failure: Failure; readonly by: readonly AcknowledgementKey[] }
  /** `by` are written reasons that accept a part of it. */
  | { readonly status: "failed"; readonly failure: Failure; readonly by: readonly AcknowledgementKey[] }
  /** Not shown, and reported of the table that it comes from. */
  | { readonly status: "inherited"; readonly failure: Failure; readonly by: readonly AcknowledgementKey[]; readonly from: string };

/** Part of an output row: a row of a source, and the table through which it is read. */
export interface Part {
  readonly source: string;
  readonly through?: string;
  readonly path: string;
}

export type ConsentProof = Outcome & {
  readonly claim: string;
  readonly consent: string;
  readonly part: Part;
  /** The column that says whose row it is; null where the row stands for the person. */
  readonly column: string | null;
  /** Whose consent is shown: the person's own, that of all whom the reference fits, or of one of them. */
  readonly level: "exact" | "all-owners" | "candidate" | "none";
};

export type OnePersonProof = Outcome & {
  readonly claim: string;
  readonly parts: readonly [Part, Part] /** The join that combines them; null where another table did. */;
  readonly step: number | null;
};

export type FanOutProof = Outcome & { readonly claim: string; readonly step: number };

export interface PersonalProof {
  /** Every column with the kinds of personal data in it. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** The kinds of personal data that decide which rows there are. */
  readonly presence: readonly string[];
  /** Where the zone would deny that they do; empty where it does not ask. */
  readonly implicit: readonly (Outcome & { readonly claim: string; readonly tags: readonly string[] })[];
  /** The columns in which the zone would deny them. */
  readonly denied: readonly (Outcome & { readonly claim: string; readonly column: string; readonly tags: readonly string[] })[];
}

export interface NotNullProof {
  readonly claim: string;
  readonly column: string;
  readonly because: readonly Explanation[];
}

export interface Acknowledgement extends AcknowledgementKey {
  readonly reason: string;
  /** The tables whose proofs need it. None: it is not needed, which is a mistake. */
  readonly usedBy: readonly string[];
}

/** All that is shown of one table. */
export interface TableProof {
  readonly table: string;
  readonly consent: readonly ConsentProof[];
  readonly onePerson: readonly OnePersonProof[];
  /** People in the rows of groups, exempt from `onePerson`: the table has a statistic over them. */
  readonly crowd: readonly Part[];
  readonly fanOut: readonly FanOutProof[];
  readonly personal: PersonalProof;
  readonly notNull: readonly NotNullProof[];
  readonly assumptions: readonly Assumption[];
  /** The reasons written at this table and its joins. */
  readonly acknowledgements: readonly Acknowledgement[];
  /** Mistakes and warnings that belong to no question above. */
  readonly findings: readonly Failure[];
}

/** All that is shown of a lake. */
export interface LakeProof {
  /** In the order of the names. A table of which nothing can be shown has only findings. */
  readonly tables: readonly TableProof[];
  /** Of references between sources. */
  readonly findings: readonly Failure[];
}
