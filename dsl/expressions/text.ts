import { BOOLEAN, INT64, STRING } from "../schema/column-type.ts";
import { type FunctionRule, fallible, strict } from "./function-rule.ts";

/**
 * Text is counted in Unicode code points. `lower` and `upper` change the letters A to Z only; `trim` takes away spaces
 * (U+0020) at both ends; `substring(start, length)` counts from 1 as in SQL, with constant bounds.
 */
export const text = {
  lower: strict(["text"], STRING),
  upper: strict(["text"], STRING),
  trim: strict(["text"], STRING),
  concat: { ...strict(["text", "text"], STRING), variadic: true },
  substring: strict(["text", "integer", "integer"], STRING),
  length: strict(["text"], INT64),
  startsWith: strict(["text", "text"], BOOLEAN),
  endsWith: strict(["text", "text"], BOOLEAN),
  contains: strict(["text", "text"], BOOLEAN),
  replace: strict(["text", "text", "text"], STRING),
  /** Whether the portable pattern, a constant, is found in it: see `portable-search.ts`. */
  regexpLike: strict(["text", "text"], BOOLEAN),
  /** What the one group of the portable pattern, a constant, matched; NULL where nothing matches, or the group took no part. */
  regexpExtract: fallible(["text", "text"], STRING),
  /** The SHA-256 of the UTF-8 bytes as 64 lower-case hexadecimal digits. An unkeyed hash of a guessable value hides nothing. */
  sha256: strict(["text"], STRING),
} as const satisfies Record<string, FunctionRule>;
