/** Longer text is not written twice: nested expressions would grow without bound. */
const SHORT = 60;

/**
 * An expression that uses values more than once, each computed and written once: short ones stand where they are used,
 * longer ones are bound by a lambda. `body` must use nothing of the row but the names it is given.
 */
export function bind<const Values extends Readonly<Record<string, string>>>(values: Values, body: (names: Values) => string): string {
  const sqls = Object.values(values);
  if (sqls.every((sql) => sql.length <= SHORT)) return body(values);
  const names = Object.keys(values);
  const [only] = sqls;
  if (sqls.length === 1 && only !== undefined) return `list_transform([${only}], lambda bound: ${body(rename(names, () => "bound"))})[1]`;
  const fields = names.map((name) => `${name} := ${values[name]}`).join(", ");
  return `list_transform([struct_pack(${fields})], lambda bound: ${body(rename(names, (name) => `struct_extract(bound, '${name}')`))})[1]`;
}

const rename = <V>(names: readonly string[], to: (name: string) => string): V =>
  Object.fromEntries(names.map((name) => [name, to(name)])) as V;

/** A double that is neither infinite nor NaN, else NULL. */
export const finite = (sql: string): string => bind({ value: sql }, ({ value }) => `CASE WHEN isfinite(${value}) THEN ${value} END`);
