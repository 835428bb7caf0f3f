import { termsOf } from "../facts/fact.ts";
import { columnOf, type Key, type Relation, type Row, type Term } from "../terms/term.ts";
import type { Case, Known, Split, StandIn } from "./case.ts";

/** A split where it stands: in the case itself, or in an alternative of another one. */
export interface Place {
  readonly split: Split;
  /** In the order in which the plan came to them; one within another stands after it. */
  readonly number: number;
  readonly within: { readonly place: Place; readonly alternative: number } | undefined;
  /** The terms that its facts speak of, and those that its stand-ins have values for. */
  readonly facts: Set<number>;
  readonly values: Set<number>;
}

/** What a question is about: terms, and rows that may be in some alternatives only. */
export interface About {
  readonly terms: readonly Term[];
  readonly rows?: readonly Row[];
}

interface Found {
  readonly places: Place[];
  readonly rows: Row[];
  /** The columns by which rows were counted: as keys are. */
  readonly counted: Map<Relation, (readonly string[])[]>;
}

/** The splits that can have a say in a question, the nearest first. */
export interface Relevant {
  readonly places: readonly Place[];
  /** So many of them have to be looked at; the others only know of columns that nothing else is said of. */
  readonly needed: number;
}

/**
 * Which terms of a case can have to do with each other: those that stand in one fact, a call and its arguments, and the columns of two
 * rows whose keys have, with those keys. A constant connects keys alone: rows whose keys equal it are one, and of all other terms it
 * shows only that they equal it.
 */
export class Relevance {
  readonly places: readonly Place[];
  readonly #parents = new Map<number, number>();
  readonly #byFact = new Map<number, Place[]>();
  readonly #byValue = new Map<number, Place[]>();
  /** Of a column of rows that may be one: the keys that tell whether they are. */
  readonly #keysOf = new Map<number, Set<number>>();
  readonly #byColumn = new Map<number, Set<number>>();
  readonly #owners = new Map<Row, Place[]>();
  /** The terms that a fact compares with a constant: they may have one value, whatever else is said of them. */
  readonly #fixed = new Set<number>();
  /** The terms that a fact says to be NULL. */
  readonly #nulls = new Set<number>();

  constructor(one: Case) {
    const found: Found = { places: [], rows: [], counted: new Map() };
    this.#take(one, undefined, 0, found);
    this.places = found.places;
    this.#meet(found);
    for (const [column, keys] of this.#keysOf) {
      const root = this.#find(column);
      const known = this.#byColumn.get(root) ?? new Set();
      for (const key of keys) known.add(this.#find(key));
      this.#byColumn.set(root, known);
    }
    for (const place of this.places) {
      for (const term of place.facts) add(this.#byFact, this.#find(term), place);
      for (const term of place.values) add(this.#byValue, this.#find(term), place);
    }
  }

  #take(known: Known, owner: Place | undefined, alternative: number, found: Found): void {
    const link = (terms: readonly Term[]): readonly number[] => {
      const ids = this.#linked(terms);
      if (owner !== undefined) for (const id of ids) owner.facts.add(id);
      return ids;
    };
    for (const { row } of known.rows) {
      found.rows.push(row);
      if (owner !== undefined) add(this.#owners, row, owner);
    }
    for (const { atom } of known.facts) {
      const terms = termsOf(atom);
      const ids = link(terms);
      if (atom.is === "isNull") for (const id of ids) this.#nulls.add(id);
      for (const term of terms) this.#fix(ids, term);
    }
    for (const { to, from } of known.flows) link([to, ...from]);
    for (const { row, by, count } of known.soles) {
      link([count, ...by.map((column) => columnOf(row, column))]);
      add(found.counted, row.relation, by);
    }
    for (const { conditions } of known.absences) link(conditions);
    for (const split of known.splits) {
      const place: Place = {
        split,
        number: found.places.length,
        within: owner === undefined ? undefined : { place: owner, alternative },
        facts: new Set(),
        values: new Set(),
      };
      found.places.push(place);
      for (const [i, one] of split.alternatives.entries()) {
        for (const standIn of one.standIns) this.#takeStandIn(standIn, place);
        this.#take(one, place, i, found);
      }
    }
  }

  #takeStandIn({ row, columns }: StandIn, place: Place): void {
    add(this.#owners, row, place);
    for (const [name, value] of columns) {
      const own = row.terms.get(name);
      if (own === undefined) continue;
      const ids = this.#linked([own, value]);
      for (const id of ids) place.values.add(id);
      this.#fix(ids, value);
    }
  }

  /** Notes that some terms are compared with a value, if that is one. */
  #fix(ids: readonly number[], value: Term): void {
    if (!isFixed(value)) return;
    const isNull = value.kind === "constant" && value.value === undefined;
    for (const id of ids) (isNull ? this.#nulls : this.#fixed).add(id);
  }

  #linked(terms: readonly Term[]): readonly number[] {
    const ids = terms.flatMap((term) => this.#enter(term));
    for (const id of ids.slice(1)) this.#union(ids[0] as number, id);
    return ids;
  }

  /** A term with all its parts; a constant has none. */
  #enter(term: Term): readonly number[] {
    if (term.kind === "constant") return [];
    if (this.#parents.has(term.id)) return [term.id];
    this.#parents.set(term.id, term.id);
    if (term.kind === "call") for (const part of term.arguments) for (const id of this.#enter(part)) this.#union(term.id, id);
    return [term.id];
  }

  #find(id: number): number {
    let root = id;
    for (let up = this.#parents.get(root); up !== undefined && up !== root; up = this.#parents.get(root)) root = up;
    for (let at = id; at !== root; ) {
      const up = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = up;
    }
    return root;
  }

  #union(a: number, b: number): boolean {
    const [left, right] = [this.#find(a), this.#find(b)];
    if (left !== right) this.#parents.set(left, right);
    return left !== right;
  }

  /** Two rows of a relation, whose keys have to do with each other, may be one row. */
  #meet({ rows, counted }: Found): void {
    const byRelation = new Map<Relation, Row[]>();
    for (const row of rows) add(byRelation, row.relation, row);
    const several = [...byRelation].filter(([, found]) => found.length > 1);
    for (let changed = several.length > 0; changed; ) {
      changed = false;
      for (const [relation, found] of several) {
        const keys = [...relation.keys, ...(counted.get(relation) ?? []).map((columns) => ({ columns, nullSafe: true }))];
        for (const key of keys) if (this.#meetBy(found, key)) changed = true;
      }
    }
  }

  #meetBy(rows: readonly Row[], { columns, nullSafe }: Pick<Key, "columns" | "nullSafe">): boolean {
    const first = new Map<string, Row>();
    const fixed = new Set([...this.#fixed, ...(nullSafe ? this.#nulls : [])].map((id) => this.#find(id)));
    let changed = columns.map((column) => this.#meetFixed(rows, column, fixed)).includes(true);
    for (const row of rows) {
      const ids = columns.map((column) => row.terms.get(column)?.id);
      if (ids.some((id) => id === undefined || !this.#parents.has(id))) continue;
      const signature = ids.map((id) => this.#find(id as number)).join();
      const other = first.get(signature);
      if (other === undefined) first.set(signature, row);
      else {
        for (const [name, term] of row.terms) {
          if (this.#meetColumn(term, other.terms.get(name))) changed = true;
          const keys = this.#keysOf.get(term.id) ?? new Set();
          for (const id of ids) keys.add(id as number);
          this.#keysOf.set(term.id, keys);
        }
      }
    }
    return changed;
  }

  /** The values that a key column has in rows where it is fixed may be one. */
  #meetFixed(rows: readonly Row[], column: string, fixed: ReadonlySet<number>): boolean {
    const ids = rows.flatMap((row) => row.terms.get(column)?.id ?? []).filter((id) => this.#parents.has(id) && fixed.has(this.#find(id)));
    return ids
      .slice(1)
      .map((id) => this.#union(ids[0] as number, id))
      .includes(true);
  }

  #meetColumn(a: Term, b: Term | undefined): boolean {
    if (b === undefined) return false;
    const [left, right] = [this.#enter(a)[0], this.#enter(b)[0]];
    return left !== undefined && right !== undefined && this.#union(left, right);
  }

  /** The splits that have the row in an alternative. */
  placesOf(row: Row): readonly Place[] {
    return this.#owners.get(row) ?? [];
  }

  /** The splits that a question needs, and after them those that may help it. */
  of({ terms, rows = [] }: About): Relevant {
    const found = new Set<Place>();
    const classes = new Set<number>();
    const pending: number[] = [];
    const reach = (id: number): void => {
      if (!this.#parents.has(id)) return;
      const root = this.#find(id);
      if (classes.has(root)) return;
      classes.add(root);
      pending.push(root);
    };
    const include = (place: Place): void => {
      if (found.has(place)) return;
      if (place.within !== undefined) include(place.within.place);
      found.add(place);
      for (const id of place.facts) reach(id);
    };
    const own = (row: Row): void => {
      for (const place of this.placesOf(row)) include(place);
    };
    const follow = (): void => {
      for (let root = pending.shift(); root !== undefined; root = pending.shift()) {
        for (const place of this.#byFact.get(root) ?? []) include(place);
        for (const place of this.#byValue.get(root) ?? []) include(place);
        for (const key of this.#byColumn.get(root) ?? []) reach(key);
      }
    };
    rows.forEach(own);
    for (const term of partsOf(terms)) {
      reach(term.id);
      if (term.kind === "column") own(term.row);
    }
    follow();
    const needed = found.size;
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      for (const place of [...found]) for (const id of place.values) reach(id);
      follow();
    }
    return { places: [...found], needed };
  }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (known.at(-1) !== value) known.push(value);
}

/** A constant, or a call that is made of constants alone. */
const isFixed = (term: Term): boolean => term.kind === "constant" || (term.kind === "call" && term.arguments.every(isFixed));

/** The terms with everything that they are made of, but for constants. */
function partsOf(terms: readonly Term[]): readonly Term[] {
  const found = new Set<Term>();
  const pending = [...terms];
  for (let term = pending.pop(); term !== undefined; term = pending.pop()) {
    if (term.kind === "constant" || found.has(term)) continue;
    found.add(term);
    if (term.kind === "call") pending.push(...term.arguments);
  }
  return [...found];
}
