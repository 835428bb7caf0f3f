/** Keywords of Python 3.11 to 3.13; the soft ones may be names. */
const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield";

/** Built-in functions and types that start with a lower-case letter. */
const BUILTINS =
  "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip";

/** What the script itself names, and the letters that look like digits. */
const OURS = "DataFrame F Window sluice l O I";

const RESERVED: ReadonlySet<string> = new Set([KEYWORDS, BUILTINS, OURS].flatMap((words) => words.split(" ")));

/**
 * The name of a table as a Python identifier. A name that Python or the script needs, or that ends with `_`, gets a `_`
 * at its end, so that taking one away from every identifier that ends so gives the table's name back.
 */
export function tableIdentifier(table: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(table)) throw new Error(`${JSON.stringify(table)} is no table name`);
  return RESERVED.has(table) || table.endsWith("_") ? `${table}_` : table;
}

/** What an author calls a row, in Python's way of writing: `stepReading` is `step_reading`. */
export function rowIdentifier(row: string): string {
  const words = row
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(words) ? words : `row${words === "" ? "" : `_${words}`}`;
}

/** What one row of a table may be called: `step_trainer` for `step_trainer_landing`. */
export const rowOfTable = (table: string): string => rowIdentifier(table.replace(/_+[a-z0-9]*$/, ""));

/** What several rows may be called. */
export function severalOf(row: string): string {
  if (row.endsWith("s")) return row;
  return /[^aeiou]y$/.test(row) ? `${row.slice(0, -1)}ies` : `${row}s`;
}

/** Gives out identifiers, none twice and none that is reserved or in `taken`. */
export function uniqueNames(taken: Iterable<string>): (wanted: string) => string {
  const used = new Set(taken);
  const counts = new Map<string, number>();
  return (wanted) => {
    const base = RESERVED.has(wanted) ? `${wanted}_` : wanted;
    for (let count = counts.get(base) ?? 1; ; count++) {
      const name = count === 1 ? base : `${wanted}_${count}`;
      if (used.has(name)) continue;
      counts.set(base, count + 1);
      used.add(name);
      return name;
    }
  };
}
