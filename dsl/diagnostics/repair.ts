import type { Site, Span } from "./diagnostic.ts";

/** A change of the author's text that mends a mistake, found by syntax at the place of the problem or at `site`. */
export interface Repair {
  /** What the message shows of it, word for word. */
  readonly shown: string;
  /**
   * Whether `--fix` may make it. Never for what accepts an exception: that needs a person's reason, and the text shown stands for it.
   */
  readonly isSafe: boolean;
  readonly change: Change;
  readonly site?: Site | Span | undefined;
}

export type Change =
  /** The name that the problem points at, in another way. */
  | { readonly do: "write-name"; readonly was: string; readonly name: string }
  /** The key that the problem points at goes, with its value. */
  | { readonly do: "take-out" }
  /** The call of which the named thing is the argument goes, and leaves the argument. */
  | { readonly do: "unwrap"; readonly called: string }
  /** Into the object with options that is the second argument of the call; with `inside`, into the object at that key. */
  | { readonly do: "add-option"; readonly option: string; readonly value: string; readonly inside?: string }
  /** Behind the relation at the key `from` of the call's options. */
  | { readonly do: "append-to-from"; readonly call: string }
  | { readonly do: "import"; readonly name: string; readonly from: string }
  /** The text that the problem points at, in its quotes. */
  | { readonly do: "write-text"; readonly text: string };

/** A change as it is made: lines and columns count from 1, the end is exclusive. */
export interface Edit extends Span {
  readonly text: string;
}

/** A repair as a diagnostic has it. */
export interface Repairing {
  readonly shown: string;
  readonly isSafe: boolean;
  readonly edits: readonly Edit[];
}
