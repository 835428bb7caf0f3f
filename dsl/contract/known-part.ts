import type * as z from "zod";

export interface KnownPart<T> {
  /** What the schema makes of the value without the keys that it does not know. */
  readonly result: z.ZodSafeParseResult<T>;
  /** The value itself without them. */
  readonly value: unknown;
  /** Their places: `columns.description`, without the numbers of items; sorted, each once. */
  readonly unknown: readonly string[];
}

/** Reads a value that may have more than a strict schema knows. */
export function knownPart<T>(schema: z.ZodType<T>, given: unknown): KnownPart<T> {
  const unknown = new Set<string>();
  let value = given;
  for (;;) {
    const result = schema.safeParse(value);
    const more = result.success ? [] : result.error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? [issue] : []));
    if (more.length === 0) return { result, value, unknown: [...unknown].sort() };
    for (const { path, keys } of more) {
      value = without(value, path, keys);
      for (const key of keys) unknown.add([...path.filter((part) => typeof part === "string"), key].join("."));
    }
  }
}

/** A copy without some keys of the object at a path. */
function without(value: unknown, [at, ...path]: readonly PropertyKey[], keys: readonly string[]): unknown {
  const entries = Object.entries(value as object);
  const kept =
    at === undefined
      ? entries.filter(([key]) => !keys.includes(key))
      : entries.map(([key, item]) => [key, key === String(at) ? without(item, path, keys) : item] as const);
  return Array.isArray(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
}
