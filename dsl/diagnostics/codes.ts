import { nearestOrAll } from "./nearest.ts";

interface Definition<P> {
  readonly severity: "error" | "warning";
  /** One sentence: what is wrong, in the author's words. */
  readonly message: (parameters: P) => string;
  /** The way out. */
  readonly help?: (parameters: P) => string | undefined;
}

const error = <P>(message: (parameters: P) => string, help?: (parameters: P) => string | undefined): Definition<P> => ({
  severity: "error",
  message,
  ...(help === undefined ? {} : { help }),
});

const warning = <P>(message: (parameters: P) => string, help?: (parameters: P) => string | undefined): Definition<P> => ({
  ...error(message, help),
  severity: "warning",
});

/** What a proof needed and did not find. */
interface Unproven {
  readonly table: string;
  readonly claim: string;
  readonly known: string;
  readonly missing: string;
  readonly repair: string;
}

const unproven = error(
  (p: Unproven) => `${p.table}: it is not shown that ${p.claim}`,
  (p) => p.repair,
);

/** Every message that Sluice has: one entry a code, with typed parameters. */
export const CODES = {
  // Declarations
  "unknown-column": error(
    (p: { column: string; relation: string; existing: readonly string[] }) => `${p.relation} has no column \`${p.column}\``,
    (p) => nearestOrAll(p.column, p.existing, "its columns"),
  ),
  "unknown-field": error(
    (p: { field: string; existing: readonly string[] }) => `the struct has no field \`${p.field}\``,
    (p) => nearestOrAll(p.field, p.existing, "its fields"),
  ),
  "type-mismatch": error(
    (p: { function: string; expected: string; found: string }) => `\`${p.function}\` takes ${p.expected}, not ${p.found}`,
    (p) => `convert it with \`.cast(...)\`, or compare with a value that is ${p.expected}`,
  ),
  "wrong-argument-count": error(
    (p: { function: string; expected: string; found: number }) => `\`${p.function}\` takes ${p.expected}; here are ${p.found}`,
  ),
  "constant-expected": error(
    (p: { function: string; expected: string }) => `\`${p.function}\` takes ${p.expected} written as a constant here`,
  ),
  "invalid-value": error((p: { value: string; expected: string }) => `${p.value} is not ${p.expected}`),
  "invalid-cast": error(
    (p: { from: string; to: string }) => `${p.from} cannot be cast to ${p.to}`,
    () => "the casts that exist are listed in docs/expressions.md",
  ),
  "not-a-predicate": error(
    (p: { operation: string; found: string }) => `\`${p.operation}\` needs a condition, not ${p.found}`,
    () => "return a comparison or a null test, for example `row.amount.gt(0)`",
  ),
  "not-an-expression": error(
    (p: { found: string }) => `an expression is needed here, not ${p.found}`,
    () => "use a column, or `literal(...)` for a constant",
  ),
  "not-a-relation": error(
    (p: { operation: string; found: string }) => `\`${p.operation}\` needs a table or a relation, not ${p.found}`,
    () => "pass what `source`, `zone(...).table` or an operation returned; if it is imported, check that the file exports it",
  ),
  "not-comparable": error(
    (p: { operation: string; column: string; type: string }) => `\`${p.operation}\` cannot compare \`${p.column}\`: ${p.type} has no order`,
    (p) => `drop it first: \`.dropColumns("${p.column}")\``,
  ),
  "column-collision": error(
    (p: { column: string }) => `both sides of the join have a column \`${p.column}\``,
    (p) => `rename or drop one of them before the join: \`.rename({ ${p.column}: "..." })\` or \`.dropColumns("${p.column}")\``,
  ),
  "duplicate-column": error((p: { column: string; operation: string }) => `\`${p.operation}\` gives two columns the name \`${p.column}\``),
  "columns-differ-by-case": error(
    (p: { first: string; second: string; table: string }) =>
      `${p.table} has the columns \`${p.first}\` and \`${p.second}\`, which differ only by case: Athena sees one`,
    (p) => `rename one of them: \`.rename({ ${p.second}: "..." })\``,
  ),
  "no-columns": error((p: { relation: string }) => `${p.relation} has no column left`),
  "no-keys": error((p: { operation: string }) => `\`${p.operation}\` needs at least one column to match on`),
  "union-mismatch": error(
    (p: { column: string; difference: string }) => `the two sides of the union differ in \`${p.column}\`: ${p.difference}`,
    () => "select the same names with the same types on both sides; NULL may stand on either",
  ),
  "unsupported-schema": error(
    (p: { column: string; found: string; instead?: string }) => `\`${p.column}\` is ${p.found}, which has no column type`,
    (p) =>
      p.instead ??
      "use text, numbers, booleans, dates, enums, nested objects, arrays, records, `.optional()` or `.nullable()`; see docs/schemas.md",
  ),
  "unsupported-check": error(
    (p: { column: string; found: string; instead?: string }) => `the check ${p.found} of \`${p.column}\` cannot be made a row check`,
    (p) =>
      p.instead ?? "use formats, `.min`, `.max`, `.length`, `.regex` without look-around or back-references, or filter the rows instead",
  ),
  "invalid-name": error(
    (p: { what: string; name: string; expected: string }) => `${JSON.stringify(p.name)} cannot be the name of ${p.what}`,
    (p) => p.expected,
  ),
  "invalid-declaration": error((p: { what: string; reason: string }) => `${p.what}: ${p.reason}`),
  "unknown-option": error(
    (p: { option: string; what: string; existing: readonly string[] }) => `${p.what} has no option \`${p.option}\``,
    (p) => nearestOrAll(p.option, p.existing, "its options"),
  ),
  "empty-reason": error(
    (p: { option: string }) => `\`${p.option}\` needs a reason that a reviewer can read`,
    (p) => `write why it is right: \`${p.option}: "..."\``,
  ),
  "duplicate-name": error(
    (p: { what: string; name: string }) => `there are two ${p.what}s of the name \`${p.name}\``,
    () => "names are unique over the whole lake: rename one",
  ),
  "table-cycle": error(
    (p: { path: readonly string[] }) => `tables need each other: ${p.path.join(" -> ")}`,
    () => "a table can only read tables that do not read it: break the cycle",
  ),
  // Loading
  "no-transforms-folder": error(
    (p: { folder: string }) => `there is no folder ${p.folder}`,
    () => "name the folder of your transforms: `--transforms DIR`",
  ),
  "no-transforms": error(
    (p: { folder: string }) => `no table is declared under ${p.folder}`,
    () => 'declare a source: `export const x = source("x", { ... })`, or run `npx sluice init landing my_table`',
  ),
  "transform-threw": error((p: { message: string }) => `the transform stopped: ${p.message}`),
  "transform-never-ended": error(
    (p: { seconds: number | undefined; file: string | undefined }) =>
      `the transforms ${p.seconds === undefined ? "wait for what never comes" : `were still running after ${p.seconds} s`}${p.file === undefined ? "" : `, in ${p.file} or a file that it imports`}`,
    () => "look for an endless loop, or an await that never settles, at the top level of a file",
  ),
  "syntax-error": error((p: { message: string }) => p.message),
  "module-not-found": error(
    (p: { specifier: string }) => `cannot find \`${p.specifier}\``,
    () => "a file is imported with its ending (`./zones.ts`); packages other than `sluice` and `zod` are not for transforms",
  ),
  "missing-export": error((p: { message: string }) => p.message),
  "import-cycle": error(
    (p: { path: readonly string[]; name: string }) => `\`${p.name}\` is not ready, because files import each other: ${p.path.join(" -> ")}`,
    () => "move what both need into a third file",
  ),
  "used-before-declared": error(
    (p: { name: string }) => `\`${p.name}\` is used before it is declared`,
    () => "move its declaration up",
  ),
  // Commands
  usage: error(
    (p: { message: string }) => p.message,
    () => "`sluice --help` lists the commands, `sluice COMMAND --help` their options",
  ),
  // Imports
  "ddl-syntax": error((p: { expected: string; found: string }) => `expected ${p.expected}, found ${p.found}`),
  "ddl-passed-over": warning((p: { statement: string }) => `\`${p.statement}\` declares no table and was passed over`),
  "nothing-to-import": error(
    (p: { path: string; reason: string; instead?: string }) => `${p.path}: ${p.reason}`,
    (p) =>
      p.instead ??
      "give a file with CREATE TABLE statements, a table as the Glue API describes it, or JSON lines (a file, or a folder of them)",
  ),
  "import-unsupported": error(
    (p: { table: string; what: string; instead?: string }) => `${p.table} was not written: ${p.what}`,
    (p) => p.instead,
  ),
  "import-differs": warning(
    (p: { table: string; what: string; instead?: string }) => `${p.table}: ${p.what}`,
    (p) => p.instead,
  ),
  // Renames
  "rename-raw-key": error(
    (p: { column: string; key: string }) => `${p.column} is the key \`${p.key}\` of the raw files, and keys are matched by name`,
    () => "rename it in a table that reads it; or, when the files change too, say so with `--also-in-files`",
  ),
  "rename-blocked": error(
    (p: { column: string; reason: string; instead?: string }) => `${p.column} was not renamed, nothing has changed: ${p.reason}`,
    (p) => p.instead,
  ),
  // Proofs
  "consent-not-proven": unproven,
  "consent-may-be-absent": unproven,
  "consent-not-at-event-time": unproven,
  "consent-of-some-owner": unproven,
  "ambiguous-reference": error(
    (p: { table: string; column: string; references: string }) =>
      `${p.table}: \`${p.column}\` refers to ${p.references}, which is not unique, so it may fit several people`,
    (p) => `say so: \`person: { ${p.column}: ambiguous(...) }\`, or declare the referenced column unique`,
  ),
  "personal-data-in-column": error(
    (p: { table: string; column: string; tags: readonly string[]; origin: string }) =>
      `${p.table}: \`${p.column}\` carries personal data (${p.tags.join(", ")}) from ${p.origin}, which its zone denies`,
    (p) => `drop it, replace it by a keyed pseudonym, or allow it by name: \`personal: { ${p.column}: "why it may stand here" }\``,
  ),
  "guessable-hash": error(
    (p: { table: string; column: string; tags: readonly string[]; origin: string }) =>
      `${p.table}: \`${p.column}\` is an unkeyed hash of ${p.origin} (${p.tags.join(", ")}): whoever guesses a value can check it`,
    (p) => `drop it, use a keyed pseudonym, or allow it by name: \`personal: { ${p.column}: "why it may stand here" }\``,
  ),
  "join-fan-out": unproven,
  "row-mixes-people": unproven,
  "row-may-mix-people": unproven,
  "null-rows-vanish": warning(
    (p: { table: string; condition: string; columns: readonly string[] }) =>
      `${p.table}: \`${p.condition}\` is neither true nor false where ${p.columns.join(" or ")} is null, so those rows go unnamed`,
    (p) => `name them: \`row.${p.columns[0]}.isNotNull().and(...)\` to drop them, \`row.${p.columns[0]}.isNull().or(...)\` to keep them`,
  ),
  "filter-never-true": warning(
    (p: { table: string; operation: string }) => `${p.table}: the condition of \`${p.operation}\` can never hold, so no row is left`,
    () => "compare it with the steps before: they already exclude what it asks for",
  ),
  "too-many-cases": error(
    (p: { table: string; limit: string }) => `${p.table}: the proofs would have to follow more than ${p.limit}`,
    () => "filter before the union, or give a part of the plan a name of its own with `zone(...).table`",
  ),
  "unused-acknowledgement": error(
    (p: { table: string; option: string }) => `${p.table}: \`${p.option}\` accepts nothing: what it speaks of is proven, or is not asked`,
    (p) => `take \`${p.option}\` out`,
  ),
  // Generated files
  "generated-stale": error(
    (p: { path: string; state: "changed" | "missing" | "not generated" }) => `${p.path} is ${STALE[p.state]}`,
    () => "run `npx sluice compile` and commit the result",
  ),
  "not-generated": error(
    (p: { folder: string; file: string }) => `${p.folder} holds ${p.file}, which Sluice did not write, so nothing there was touched`,
    () => "choose an empty folder, or one that Sluice wrote: `--out DIR`",
  ),
  "sample-edited": error(
    (p: { folder: string; file: string }) =>
      `${p.folder} holds ${p.file}, which was changed since Sluice wrote it, so nothing there was touched`,
    () => "choose another folder with `--out DIR`, or delete this one first",
  ),
  "cannot-read": error(
    (p: { path: string; reason: string }) => `cannot read ${p.path}: ${p.reason}`,
    () => "see that it is there and may be read, or name another path",
  ),
  "cannot-write": error(
    (p: { path: string; reason: string }) => `cannot write ${p.path}: ${p.reason}; what was there before is untouched`,
    () => "see that it may be written and that the disk has room, or name another path",
  ),
  // Runs
  "no-landing-folder": error(
    (p: { folder: string; table: string | undefined }) =>
      `there is no landing folder ${p.folder}${p.table === undefined ? "" : ` for ${p.table}`}`,
    () => "put the raw files there, name another folder with `--landing DIR`, or make sample data: `npx sluice sample`",
  ),
  "no-landing-files": error(
    (p: { folder: string; table: string }) => `${p.folder} has no *.json or *.jsonl file for ${p.table}`,
    () => "put the raw files there, or name another folder with `--landing DIR`",
  ),
  "landing-file-broken": error(
    (p: { path: string; reason: string }) => `${p.path} cannot be read to its end: ${p.reason}`,
    () => "copy the file again; nothing was committed",
  ),
  "landing-file-changed": error(
    (p: { path: string }) => `${p.path} changed while it was read`,
    () => "run again when it is complete; nothing was committed",
  ),
  "quarantine-over-threshold": error(
    (p: { table: string; quarantined: number; rows: number; atMost: number; reasons: readonly string[] }) =>
      `${p.table}: ${p.quarantined} of ${p.rows} lines are bad, more than the ${p.atMost * 100} % allowed (${p.reasons.join("; ")})`,
    () => "nothing was committed: look at the lines, or raise `quarantine: { atMost: ... }` of the source",
  ),
  "declared-key-broken": error(
    (p: { table: string; columns: readonly string[]; repeated: number; proofs: readonly string[] }) =>
      `${p.table} is declared unique by ${p.columns.join(", ")}, but ${p.repeated} value${p.repeated === 1 ? " stands" : "s stand"} in several rows${p.proofs.length === 0 ? "" : `; the proofs of ${p.proofs.join(", ")} rest on it`}`,
    () => "nothing was committed: correct the files, or take the key out of `unique` and see what can still be proven",
  ),
  "lake-of-another-engine": error(
    (p: { folder: string; found: string; wanted: string }) => `${p.folder} was made by the ${p.found} engine, not ${p.wanted}`,
    () => "name another folder: `--lake DIR`",
  ),
  "not-a-lake": error(
    (p: { folder: string; file: string }) => `${p.folder} is not a lake folder: it holds ${p.file}`,
    () => "name an empty folder: `--lake DIR`",
  ),
  "lake-broken": error(
    (p: { path: string; reason: string }) => `${p.path} cannot be used: ${p.reason}`,
    () => "nothing was touched: put the file back from a backup, or run into another folder: `--lake DIR`",
  ),
  "no-lake": error(
    (p: { folder: string }) => `${p.folder} holds no lake yet`,
    () => "fill it first: `npx sluice run`; or name another folder: `--lake DIR`",
  ),
  "lake-busy": error(
    (p: { folder: string; holder: string }) => `another run holds ${p.folder} (${p.holder})`,
    () => "wait until it ends, or run into another folder: `--lake DIR`",
  ),
  "unknown-table": error(
    (p: { table: string; existing: readonly string[] }) => `there is no table \`${p.table}\``,
    (p) => nearestOrAll(p.table, p.existing, "the tables"),
  ),
  "unknown-zone": error(
    (p: { zone: string; existing: readonly string[] }) => `there is no zone \`${p.zone}\``,
    (p) => nearestOrAll(p.zone, p.existing, "the zones"),
  ),
  "already-exists": error((p: { path: string }) => `${p.path} already exists and was left as it is`),
  "run-failed": error((p: { table: string; reason: string }) => `${p.table}: ${p.reason}; nothing was committed`),
  interrupted: error((_: Record<string, never>) => "stopped; nothing was committed"),
  bug: error(
    (p: { message: string }) => `Sluice itself failed: ${p.message}`,
    () => "this is a mistake in Sluice, not in your files: report it with the stack trace on stderr",
  ),
} as const satisfies Record<string, Definition<never>>;

const STALE = { changed: "not what the transforms compile to", missing: "missing", "not generated": "left over: no table has it" } as const;

export type Code = keyof typeof CODES;
export type ParametersOf<C extends Code> = Parameters<(typeof CODES)[C]["message"]>[0];

/** The sentence and the way out of a code. */
export function wordsOf<C extends Code>(
  code: C,
  parameters: ParametersOf<C>,
): { severity: "error" | "warning"; message: string; help: string | undefined } {
  const definition = CODES[code] as unknown as Definition<ParametersOf<C>>;
  return { severity: definition.severity, message: definition.message(parameters), help: definition.help?.(parameters) };
}
