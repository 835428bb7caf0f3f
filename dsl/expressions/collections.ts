import { BOOLEAN, type ColumnType, INT64, UNKNOWN } from "../schema/column-type.ts";
import { type FunctionRule, fallible, strict } from "./function-rule.ts";

/**
 * Of arrays and maps, whose elements are never NULL. `at` has a constant place: from 0, or from the end at -1; beyond the ends it is
 * NULL. `get` is NULL where the map lacks the key. `includes` compares as `eq` does.
 */
export const collections = {
  at: fallible(["array", "integer"], ([type]) => (type?.kind === "array" ? type.element : UNKNOWN)),
  includes: strict(["array", "element"], BOOLEAN),
  get: fallible(["map", "text"], ([type]) => (type?.kind === "map" ? type.value : UNKNOWN)),
  size: strict(["collection"], INT64),
} as const satisfies Record<string, FunctionRule>;

/** The type of an array's elements; undefined of what is no array. */
export const elementOf = (type: ColumnType): ColumnType | undefined => (type.kind === "array" ? type.element : undefined);
