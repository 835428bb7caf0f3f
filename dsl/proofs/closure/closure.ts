import { type Atom, type Fact, termsOf } from "../facts/fact.ts";
import { compareConstants, sameDomain } from "../terms/domain.ts";
import type { Relation, Row, Term } from "../terms/term.ts";
import { Congruence } from "./congruence.ts";
import { type Node, rootOf } from "./node.ts";
import { Order } from "./order.ts";
import { byRule, type Edge, type Premise, type Reason } from "./reason.ts";
import { CLOSURE_RULES } from "./rules.ts";
import { spend } from "./work.ts";

export type FactOf<A extends Atom["is"]> = Fact & { readonly atom: Atom & { readonly is: A } };

/** A measure that counts all rows of a relation with the same values in `by` as `row` has. */
export interface Sole {
  readonly row: Row;
  readonly by: readonly string[];
  readonly count: Term;
}

/**
 * Everything that follows from the facts of a case by equality, order, NULL and keys. Where the facts contradict each other, everything
 * follows.
 */
export class Closure extends Congruence {
  /** The facts that rules come back to. */
  readonly facts: { readonly [A in "in" | "ifKnown" | "different"]: FactOf<A>[] } = { in: [], ifKnown: [], different: [] };
  readonly soles: readonly Sole[];
  readonly edges: Edge[] = [];
  #order: { readonly version: number; readonly order: Order<Node> } | undefined;

  readonly #heedless: boolean;

  /** Heedless, it goes on where the facts contradict each other. */
  constructor(rows: Iterable<Row>, facts: readonly Fact[], soles: readonly Sole[] = [], contradictions: "end" | "heedless" = "end") {
    super();
    this.#heedless = contradictions === "heedless";
    this.soles = soles;
    for (const row of rows) this.chase.addRow(row);
    for (const { count } of soles) this.node(count);
    for (const fact of facts) this.#state(fact);
    spend(this.version + facts.length);
    this.#run();
  }

  /** Brings a term into play that no fact mentions. */
  #consider(term: Term): void {
    this.node(term);
    this.#run();
  }

  #state(fact: Fact): void {
    const { atom } = fact;
    const reason: Reason = { by: "fact", fact };
    for (const term of termsOf(atom)) this.node(term);
    switch (atom.is) {
      case "notNull":
        this.setNotNull(this.node(atom.a), reason);
        break;
      case "isNull":
        this.setNull(this.node(atom.a), reason);
        break;
      case "same":
        this.union(this.node(atom.a), this.node(atom.b), reason);
        break;
      case "in":
        this.facts.in.push(fact as FactOf<"in">);
        this.setNotNull(this.node(atom.a), reason);
        break;
      case "ifKnown":
        this.facts.ifKnown.push(fact as FactOf<"ifKnown">);
        break;
      default:
        this.#compare(fact as FactOf<typeof atom.is>, reason);
    }
  }

  /** A comparison that is TRUE: both sides are known. */
  #compare(fact: FactOf<"equal" | "different" | "atMost" | "below">, reason: Reason): void {
    const { is, a, b } = fact.atom;
    if (is === "equal") this.union(this.node(a), this.node(b), reason);
    else if (is === "different") this.facts.different.push(fact as FactOf<"different">);
    else this.addEdge({ from: a, to: b, strict: is === "below", reason });
    this.setNotNull(this.node(a), reason);
    this.setNotNull(this.node(b), reason);
  }

  #run(): void {
    let before: number;
    do {
      before = this.version;
      this.drain();
      for (const rule of Object.values(CLOSURE_RULES)) {
        if (this.#heedless) this.contradiction = undefined;
        if (this.contradiction === undefined) rule(this);
      }
      if (this.#heedless) this.contradiction = undefined;
      this.drain();
      spend(this.version - before + 1);
    } while (this.version !== before && this.contradiction === undefined);
  }

  addEdge(edge: Edge): void {
    this.edges.push(edge);
    this.version++;
  }

  /** The order of the classes, as it stands. */
  get order(): Order<Node> {
    if (this.#order?.version !== this.version) {
      const edges = this.edges.length === 0 ? [] : [...this.edges, ...this.#constantEdges()];
      this.#order = { version: this.version, order: new Order(edges, (edge, end) => rootOf(this.node(edge[end]))) };
    }
    return this.#order.order;
  }

  #constantEdges(): readonly Edge[] {
    const sorted = this.constants
      .filter(({ domain }) => domain.ordered)
      .sort((a, b) =>
        a.domain.name < b.domain.name ? -1 : a.domain.name > b.domain.name ? 1 : compareConstants(a.value ?? 0, b.value ?? 0),
      );
    return sorted.slice(1).flatMap((to, i) => {
      const from = sorted[i];
      if (from === undefined || !sameDomain(from.domain, to.domain)) return [];
      return [{ from, to, strict: true, reason: byRule("constants in order") }];
    });
  }

  // Questions. None of them learns anything but the terms it asks about.

  root(term: Term): Node {
    if (!this.has(term)) this.#consider(term);
    return rootOf(this.node(term));
  }

  /** The same value, or both NULL. */
  same(a: Term, b: Term): boolean {
    return this.contradiction !== undefined || this.root(a) === this.root(b);
  }

  /** `a = b` is TRUE. */
  equal(a: Term, b: Term): boolean {
    return this.contradiction !== undefined || (this.root(a) === this.root(b) && this.root(a).notNull.length > 0);
  }

  isNotNull(term: Term): boolean {
    return this.contradiction !== undefined || this.root(term).notNull.length > 0;
  }

  isNull(term: Term): boolean {
    return this.contradiction !== undefined || this.root(term).isNull.length > 0;
  }

  /** `a <= b` is TRUE. */
  atMost(a: Term, b: Term): boolean {
    return this.equal(a, b) || this.order.path(this.root(a), this.root(b), false) !== undefined;
  }

  /** `a < b` is TRUE. */
  below(a: Term, b: Term): boolean {
    return this.contradiction !== undefined || this.order.path(this.root(a), this.root(b), true) !== undefined;
  }

  /** Both are known and not equal; undefined when that does not follow. */
  differ(a: Term, b: Term): readonly Premise[] | undefined {
    const [left, right] = [this.root(a), this.root(b)];
    const [x, y] = [left.constant, right.constant];
    if (left !== right && x !== undefined && y !== undefined && sameDomain(x.domain, y.domain)) {
      return [
        { claim: "same", a, b: x },
        { claim: "same", a: b, b: y },
      ];
    }
    const fact = this.facts.different.find(({ atom }) => {
      const [one, other] = [this.root(atom.a), this.root(atom.b)];
      return (one === left && other === right) || (one === right && other === left);
    });
    if (fact !== undefined) return [{ claim: "fact", fact }];
    const up = this.order.path(left, right, true);
    if (up !== undefined) return [{ claim: "ordered", a, b, strict: true, path: up }];
    const down = this.order.path(right, left, true);
    return down === undefined ? undefined : [{ claim: "ordered", a: b, b: a, strict: true, path: down }];
  }

  sameRow(a: Row, b: Row): boolean {
    return this.contradiction !== undefined || this.chase.same(a, b);
  }

  /** One row for all that are known to be the same. */
  firstRow(row: Row): Row {
    return this.chase.first(row);
  }

  rowsOf(relation: Relation): readonly Row[] {
    return this.chase.rowsOf(relation);
  }
}
