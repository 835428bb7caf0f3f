/** Words that JavaScript lets no variable at the top of a module have. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for " +
    "function if implements import in instanceof interface let new null package private protected public return static super switch " +
    "this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/**
 * The variable of a source or table: its name in camel case, with `what` after it where that is reserved or taken, and a number where
 * that is taken too.
 */
export function variableOf(table: string, what: "Source" | "Table", taken: ReadonlySet<string>): string {
  const name = table.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()).replaceAll("_", "");
  const candidates = [name, `${name}${what}`, ...Array.from({ length: taken.size + 1 }, (_, i) => `${name}${what}${i + 2}`)];
  const free = candidates.find((candidate) => !RESERVED.has(candidate) && !taken.has(candidate));
  if (free === undefined) throw new Error(`no variable is left for ${table}`);
  return free;
}
