import type { ColumnType } from "../schema/column-type.ts";

/** What a function takes, gives, and does with NULL: all that the type checker, the proofs and the back ends need. */
export interface FunctionRule {
  readonly takes: readonly Family[];
  /** The last family in `takes` may repeat. */
  readonly variadic?: true;
  readonly gives: (types: readonly ColumnType[]) => ColumnType;
  readonly nulls: NullRule;
}

/**
 * - `strict`: NULL exactly when an argument is NULL;
 * - `fallible`: NULL when an argument is NULL, and for some other values too (overflow, division by zero);
 * - `never`: not NULL, whatever the arguments are;
 * - `first-known`: the first argument that is not NULL;
 * - `logic`: three-valued AND, OR;
 * - `membership`: IN with a list of constants: NULL when the first argument is.
 */
export type NullRule = "strict" | "fallible" | "never" | "first-known" | "logic" | "membership";

/**
 * What an argument must be. `like-first` has a type that can be compared with the first argument's, `element` the type of
 * its elements. A `collection` is an array or a map.
 */
export type Family =
  | "any"
  | "like-first"
  | "element"
  | "text"
  | "number"
  | "integer"
  | "boolean"
  | "epochMillis"
  | "timestamp"
  | "date"
  | "instant"
  | "array"
  | "map"
  | "collection";

export const strict = (takes: readonly Family[], gives: ColumnType | FunctionRule["gives"]): FunctionRule => ({
  takes,
  gives: typeof gives === "function" ? gives : () => gives,
  nulls: "strict",
});

export const fallible = (takes: readonly Family[], gives: ColumnType | FunctionRule["gives"]): FunctionRule => ({
  ...strict(takes, gives),
  nulls: "fallible",
});
