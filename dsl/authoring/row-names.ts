/** What an author calls the rows in a lambda, `(reading, customer) => ...`; undefined where a parameter has no plain name. */
export function rowNames(lambda: unknown): readonly (string | undefined)[] {
  const text = String(lambda);
  const parameters = /^(?:async\s+)?(?:function\b[^(]*)?(?:\(([^)]*)\)|([A-Za-z_$][\w$]*)\s*=>)/.exec(text);
  const list = parameters?.[1] ?? parameters?.[2] ?? "";
  return list.split(",").map((parameter) => /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*$/.exec(parameter)?.[1]);
}
