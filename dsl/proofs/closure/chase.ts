import { columnOf, type Key, type Relation, type Row, type Term } from "../terms/term.ts";
import { type Node, rootOf } from "./node.ts";
import { ProofForest } from "./proof-forest.ts";
import { byRule, type Premise, type Reason } from "./reason.ts";

/** What the chase needs of the closure. */
interface Terms {
  readonly node: (row: Row, column: string) => Node;
  readonly union: (a: Node, b: Node, reason: Reason) => void;
  readonly notNullPremise: (term: Term) => Premise;
  /** Lets time pass. */
  readonly tick: () => number;
}

interface RowClass {
  readonly rows: Row[];
  readonly columns: Map<string, Node>;
}

/** Two row variables of one relation that agree in a key are one row, and so all their columns agree. */
export class Chase {
  readonly #classes = new Map<Row, RowClass>();
  readonly #forest = new ProofForest<Row, Reason>();
  readonly #byKey = new Map<string, Row>();
  readonly #dirty = new Set<Row>();
  readonly #terms: Terms;

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  addRow(row: Row): void {
    if (this.#classes.has(row)) return;
    this.#classes.set(row, { rows: [row], columns: new Map() });
    for (const { columns } of row.relation.keys) for (const column of columns) this.#terms.node(row, column);
    this.#dirty.add(row);
  }

  /** A column of a row came into play: it is the same in every row that is this one. */
  addColumn(row: Row, column: string, node: Node): void {
    this.addRow(row);
    const { columns } = this.#class(row);
    const known = columns.get(column);
    if (known === undefined) columns.set(column, node);
    else this.#terms.union(known, node, this.#becauseOneRow(known, node));
  }

  /** The classes of these terms changed, or became known. */
  touch(nodes: readonly Node[]): void {
    for (const { term } of nodes) {
      if (term.kind === "column" && term.row.relation.keys.some((key) => key.columns.includes(term.column))) this.#dirty.add(term.row);
    }
  }

  /** Looks at the touched rows; false when there was none. */
  run(): boolean {
    if (this.#dirty.size === 0) return false;
    const rows = [...this.#dirty];
    this.#dirty.clear();
    for (const row of rows) for (const [i, key] of row.relation.keys.entries()) this.#lookUp(row, key, i);
    return true;
  }

  #lookUp(row: Row, key: Key, index: number): void {
    const roots = key.columns.map((column) => rootOf(this.#terms.node(row, column)));
    if (!key.nullSafe && roots.some((root) => root.notNull.length === 0)) return;
    const signature = `${row.relation.name} ${index} ${roots.map((root) => root.id).join()}`;
    const other = this.#byKey.get(signature);
    if (other === undefined) this.#byKey.set(signature, row);
    else if (!this.same(row, other)) this.merge(row, other, byRule("key", ...this.#keyPremises(row, other, key)));
  }

  #keyPremises(row: Row, other: Row, key: Key): readonly Premise[] {
    const terms = key.columns.map((column) => [columnOf(row, column), columnOf(other, column)] as const);
    const same = terms.map(([a, b]): Premise => ({ claim: "same", a, b }));
    return [
      { claim: "unique", relation: row.relation, key },
      ...same,
      ...(key.nullSafe ? [] : terms.map(([a]) => this.#terms.notNullPremise(a))),
    ];
  }

  merge(a: Row, b: Row, reason: Reason): void {
    const time = this.#terms.tick();
    const [left, right] = [this.#class(a), this.#class(b)];
    if (left === right) return;
    const [small, big] = left.rows.length < right.rows.length ? [left, right] : [right, left];
    if (small === left) this.#forest.connect(a, b, reason, time);
    else this.#forest.connect(b, a, reason, time);
    big.rows.push(...small.rows);
    for (const row of small.rows) this.#classes.set(row, big);
    for (const [column, node] of small.columns) {
      const other = big.columns.get(column);
      if (other === undefined) big.columns.set(column, node);
      else this.#terms.union(node, other, this.#becauseOneRow(node, other));
    }
  }

  #becauseOneRow(a: Node, b: Node): Reason {
    if (a.term.kind !== "column" || b.term.kind !== "column") throw new Error("only columns have rows");
    return byRule("same row", { claim: "sameRow", a: a.term.row, b: b.term.row });
  }

  #class(row: Row): RowClass {
    const found = this.#classes.get(row);
    if (found === undefined) throw new Error(`the closure has no such row of ${row.relation.name}`);
    return found;
  }

  has(row: Row): boolean {
    return this.#classes.has(row);
  }

  same(a: Row, b: Row): boolean {
    return a === b || (this.has(a) && this.#classes.get(a) === this.#classes.get(b));
  }

  /** The first row that is known to be this one: equal for rows that are the same. */
  first(row: Row): Row {
    return this.#classes.get(row)?.rows[0] ?? row;
  }

  path(a: Row, b: Row): readonly Reason[] {
    return this.#forest.path(a, b).map(({ reason }) => reason);
  }

  rowsOf(relation: Relation): readonly Row[] {
    return [...this.#classes.keys()].filter((row) => row.relation === relation);
  }
}
