import type { NullRule } from "../../expressions/function-rule.ts";
import { type ConstantValue, type Domain, TRUTH } from "./domain.ts";

/** What rows there are of: a source, a named table, or the groups of one operation. */
export interface Relation {
  readonly name: string;
  readonly kind: "source" | "table" | "group";
  readonly columns: ReadonlyMap<string, RelationColumn>;
  readonly keys: readonly Key[];
}

export interface RelationColumn {
  readonly domain: Domain;
  /** Declared so; a run refuses rows where it does not hold. */
  readonly notNull: boolean;
}

/** No two rows agree in these columns. A null-safe key takes NULL for a value; another says nothing of rows with a NULL. */
export interface Key {
  readonly columns: readonly string[];
  readonly nullSafe: boolean;
}

/** A row variable: some row of a relation. */
export interface Row {
  readonly id: number;
  readonly relation: Relation;
  readonly terms: Map<string, ColumnTerm>;
}

export type Term = ColumnTerm | ConstantTerm | CallTerm;

interface TermParts {
  readonly id: number;
  readonly domain: Domain;
  /** The calls that have this term as their first argument: equal calls are one object. */
  readonly calls: Map<string, CallTerm>;
}

export interface ColumnTerm extends TermParts {
  readonly kind: "column";
  readonly row: Row;
  readonly column: string;
}

export interface ConstantTerm extends TermParts {
  readonly kind: "constant";
  /** Undefined is NULL. */
  readonly value: ConstantValue | undefined;
}

export interface CallTerm extends TermParts {
  readonly kind: "call";
  readonly function: string;
  readonly rule: CallRule;
  readonly arguments: readonly Term[];
}

/** What the proofs know of a function. Every function is deterministic, equal arguments give equal results, unless nothing is said of it. */
export interface CallRule {
  /** `choice` is a `when`: its results stand at the odd places and at the last. Of `unsaid` nothing is known, equality neither. */
  readonly nulls: NullRule | "choice" | "unsaid";
  /** Different known arguments give different results, as far as these are known. */
  readonly injective: boolean;
  /** What becomes of personal data in the arguments. */
  readonly personal: "kept" | "hashed" | "pseudonym";
}

let created = 0;

export const freshRow = (relation: Relation): Row => ({ id: created++, relation, terms: new Map() });

export function columnOf(row: Row, column: string): ColumnTerm {
  const known = row.terms.get(column);
  if (known !== undefined) return known;
  const declared = row.relation.columns.get(column);
  if (declared === undefined) throw new Error(`${row.relation.name} has no column ${column}`);
  const term: ColumnTerm = { kind: "column", id: created++, row, column, domain: declared.domain, calls: new Map() };
  row.terms.set(column, term);
  return term;
}

export const constant = (domain: Domain, value: ConstantValue | undefined): ConstantTerm => ({
  kind: "constant",
  id: created++,
  domain,
  value,
  calls: new Map(),
});

export const constantKey = (term: ConstantTerm): string =>
  term.value === undefined ? "null" : `${term.domain.name}:${typeof term.value === "number" ? term.value + 0 : term.value}`;

export const TRUE = constant(TRUTH, true);
export const FALSE = constant(TRUTH, false);

export function call(name: string, rule: CallRule, args: readonly Term[], domain: Domain): CallTerm {
  const key = `${name}:${args.map((argument) => argument.id).join()}`;
  const known = args[0]?.calls.get(key);
  if (known !== undefined) return known;
  const term: CallTerm = { kind: "call", id: created++, function: name, rule, arguments: args, domain, calls: new Map() };
  args[0]?.calls.set(key, term);
  return term;
}

/** The results that a `when` chooses from. */
export const resultsOf = (term: CallTerm): readonly Term[] =>
  term.arguments.filter((_, i) => i % 2 === 1 || i === term.arguments.length - 1);

/** Replaces row variables; shared parts are replaced once. */
export function renamer(rows: ReadonlyMap<Row, Row>): (term: Term) => Term {
  const renamed = new Map<Term, Term>();
  const rename = (term: Term): Term => {
    if (term.kind === "constant") return term;
    if (term.kind === "column") {
      const row = rows.get(term.row);
      return row === undefined ? term : columnOf(row, term.column);
    }
    const known = renamed.get(term);
    if (known !== undefined) return known;
    const fresh = call(term.function, term.rule, term.arguments.map(rename), term.domain);
    renamed.set(term, fresh);
    return fresh;
  };
  return rename;
}

/** The row variables in a term. */
export function rowsOf(term: Term, found: Set<Row> = new Set()): Set<Row> {
  const visited = new Set<Term>();
  const visit = (t: Term): void => {
    if (visited.has(t)) return;
    visited.add(t);
    if (t.kind === "column") found.add(t.row);
    else if (t.kind === "call") t.arguments.forEach(visit);
  };
  visit(term);
  return found;
}
