import type { Change, ChangeClass } from "../change.ts";
import { type Sentence, say } from "../sentence.ts";

/** What there is to say of a kind of change. */
export interface KindDefinition {
  readonly class: ChangeClass;
  /** Where it differs from what the class says: breaking changes must be acknowledged, and no others. */
  readonly gated?: boolean;
  /** The rows or columns of the table are others, so its job has to make it anew. */
  readonly remade?: true;
  /** What readers of the table, by column, feel of it. */
  readonly reaches?: "rows" | "column";
  /** After the name of the table. */
  readonly words: (change: Change) => Sentence;
}

/** The column that a change is about. */
export const column = ({ column: name }: Change): Sentence => say`${name ?? ""}`;
export const before = ({ before: value }: Change): Sentence => say`${value ?? ""}`;
export const after = ({ after: value }: Change): Sentence => say`${value ?? ""}`;
