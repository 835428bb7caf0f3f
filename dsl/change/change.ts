import { KINDS, type TableKind } from "./kinds/kinds.ts";
import type { LakeKind } from "./kinds/lake-kinds.ts";
import type { Sentence } from "./sentence.ts";

/**
 * How much a change asks of whoever relies on a table.
 * - `breaking`: something that a reader could rely on holds no longer;
 * - `widening`: all that held still holds, but rows or values may come that never did;
 * - `additive`: something is new, and what was there is as it was;
 * - `privacy`: other things are proven of people, or their data stands elsewhere;
 * - `wording`: texts and files differ, and nothing that they mean.
 */
export type ChangeClass = "breaking" | "privacy" | "widening" | "additive" | "wording";

/** The gravest first. */
export const CLASSES: readonly ChangeClass[] = ["breaking", "privacy", "widening", "additive", "wording"];

/** Where a change stands: what people lose before all else, then by class. */
export function gravityOf({ kind, class: of, mustBeAcknowledged }: Change): number {
  if (of !== "privacy" || !mustBeAcknowledged) return CLASSES.indexOf(of);
  return kind === "consent-lost" ? -2 : -1;
}

export const byGravity = (a: Change, b: Change): number => gravityOf(a) - gravityOf(b);

export type ChangeKind = TableKind | LakeKind;

/** One thing that is different in the head. */
export interface Change {
  readonly kind: ChangeKind;
  readonly class: ChangeClass;
  /** The table or source, by its name in the head where it still stands; null for what concerns the whole lake. */
  readonly table: string | null;
  readonly column: string | null;
  /** What it was and what it is, in words; null where there is nothing to say. */
  readonly before: string | null;
  readonly after: string | null;
  /** What belongs to it: conditions, reasons. */
  readonly notes: readonly Sentence[];
  /** Nobody may make it without saying why: `transforms/breaks.json`. */
  readonly mustBeAcknowledged: boolean;
}

/** What a rule finds; the kind, the table and the class are the rule's. */
export interface Found {
  readonly column?: string;
  readonly before?: string;
  readonly after?: string;
  readonly notes?: readonly Sentence[];
  /** It follows from the change of another table, where it is acknowledged. */
  readonly follows?: boolean;
}

export function changeOf(kind: ChangeKind, table: string | null, { column, before, after, notes = [], follows = false }: Found): Change {
  const { class: own, gated } = KINDS[kind];
  return {
    kind,
    class: own,
    table,
    column: column ?? null,
    before: before ?? null,
    after: after ?? null,
    notes,
    mustBeAcknowledged: !follows && (gated ?? own === "breaking"),
  };
}

/** Says exactly which change it is, on one line: an acknowledgement names it so. */
export function identityOf({ kind, table, column, before, after }: Change): string {
  const place = [table, column].filter((part) => part !== null).join(".");
  const values = [...new Set([before, after])].filter((part) => part !== null).join(" -> ");
  return [kind, place, values].filter((part) => part !== "").join(" ");
}

export const sentenceOf = (change: Change): Sentence => KINDS[change.kind].words(change);
