import { compare, type Row, type Value } from "./evaluate.ts";
import type { Database, Origin } from "./run.ts";
import type { RandomWorld } from "./world.ts";

/** One person whom a source row is about: by a referring column, or as the row itself. */
export interface Named {
  readonly column: string | null;
}

/** Who the rows of a database are about, straight from the declarations. */
export class People {
  readonly #world: RandomWorld;
  readonly #database: Database;
  readonly #persons: readonly Row[];

  /** `persons` are the rows of the person table. */
  constructor(world: RandomWorld, database: Database, persons: readonly Row[]) {
    this.#world = world;
    this.#database = database;
    this.#persons = persons;
  }

  namedIn(source: string): readonly Named[] {
    const references = this.#world.sources.find(({ name }) => name === source)?.person ?? [];
    return source === "cust" ? [{ column: null }] : references.map(({ column }) => ({ column }));
  }

  #row({ source, index }: Origin): Row {
    return this.#database[source]?.[index] ?? {};
  }

  /** The rows that have the value in the column. */
  #with(rows: readonly Row[], column: string, value: Value): readonly number[] {
    return rows.flatMap((row, i) => (value !== null && row[column] !== null && compare(row[column] ?? null, value) === 0 ? [i] : []));
  }

  /** The rows of the person table that may be the person. Where it has the newest rows, an older row belongs to the person of its e-mail address. */
  #candidates(origin: Origin, { column }: Named): readonly number[] {
    const row = this.#row(origin);
    const reference = this.#world.sources.find(({ name }) => name === origin.source)?.person.find((one) => one.column === column);
    if (column === null) return this.#newest([origin.index]);
    const { table = "", references = "" } = reference ?? {};
    const value = row[column] ?? null;
    return table === "cust"
      ? this.#newest(this.#with(this.#database.cust ?? [], references, value))
      : this.#with(this.#persons, references, value);
  }

  #newest(versions: readonly number[]): readonly number[] {
    if (this.#world.current === undefined) return versions;
    const emails = versions.map((i) => this.#database.cust?.[i]?.email ?? null);
    return this.#persons.flatMap((row, i) => (emails.includes(row.email ?? null) ? [i] : []));
  }

  /** Whether all whom the reference fits, or some of them, had agreed. */
  agreed(origin: Origin, named: Named, who: "all" | "some", byTheEvent: boolean): boolean {
    const event = this.#world.sources.find(({ name }) => name === origin.source)?.eventTime;
    const own = origin.source === "cust" && this.#world.current === undefined;
    const agreed = this.#candidates(origin, named).map((i) => {
      const consent = this.#persons[i]?.consent ?? null;
      if (consent === null) return false;
      if (event === undefined || own || !byTheEvent) return true;
      const time = this.#row(origin)[event] ?? null;
      return time !== null && compare(consent, time) <= 0;
    });
    return agreed.length > 0 && (who === "all" ? agreed.every(Boolean) : agreed.some(Boolean));
  }

  /** What the person may be: a row of the person table, or a value that no row has. */
  #identities(origin: Origin, named: Named): readonly string[] {
    const found = this.#candidates(origin, named).map((i) => `row ${i}`);
    if (found.length > 0 || named.column === null) return found.length > 0 ? found : [`nobody else ${origin.index}`];
    const value = this.#row(origin)[named.column] ?? null;
    return value === null ? [] : [`${named.column === "ser" ? "serial" : "email"} ${value}`];
  }

  #isOne(a: readonly string[], b: readonly string[]): boolean {
    return a.length === 1 && b.length === 1 && a[0] === b[0];
  }

  /** The two rows are about one person. */
  same(a: Origin, b: Origin): boolean {
    if (a.source === b.source && a.index === b.index) return true;
    return this.#pairs(a, b).some(([left, right]) => this.#isOne(left, right));
  }

  /** The two rows may be about one person. */
  maybeSame(a: Origin, b: Origin): boolean {
    return this.same(a, b) || this.#pairs(a, b).some(([left, right]) => left.some((identity) => right.includes(identity)));
  }

  #pairs(a: Origin, b: Origin): readonly (readonly [readonly string[], readonly string[]])[] {
    return this.namedIn(a.source).flatMap((left) =>
      this.namedIn(b.source).map((right) => [this.#identities(a, left), this.#identities(b, right)] as const),
    );
  }
}
