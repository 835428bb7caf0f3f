import { type ConstantTerm, columnOf, constantKey, type Row, type Term } from "../terms/term.ts";
import { Chase } from "./chase.ts";
import { type CallNode, isCall, type Node, rootOf } from "./node.ts";
import { NULL_RULES } from "./null-rules.ts";
import { type Link, ProofForest } from "./proof-forest.ts";
import { type Assertion, byRule, type NullClaim, type Premise, type Reason } from "./reason.ts";

/**
 * Equality with reasons: a union-find over terms in which equal calls are equal, NULL goes through calls, and rows that agree in a key
 * are one. Nothing is recomputed: what is learnt of a class is passed on to its members and to the calls that use it.
 */
export class Congruence {
  contradiction: Reason | undefined;
  /** Grows with everything that is learnt. */
  version = 0;
  readonly calls: { readonly coalesce: CallNode[]; readonly injective: CallNode[] } = { coalesce: [], injective: [] };
  readonly #nodes = new Map<Term, Node>();
  readonly #forest = new ProofForest<Term, Reason>();
  readonly #signatures = new Map<string, CallNode>();
  readonly #constants = new Map<string, Node>();
  readonly #unions: { readonly a: Node; readonly b: Node; readonly reason: Reason }[] = [];
  readonly chase: Chase = new Chase({
    node: (row, column) => this.node(columnOf(row, column)),
    union: (a, b, reason) => this.union(a, b, reason),
    notNullPremise: (term) => this.notNullPremise(term),
    tick: () => ++this.version,
  });

  /** Follows up what is waiting. */
  drain(): void {
    do {
      for (let next = this.#unions.pop(); next !== undefined; next = this.#unions.pop()) this.#merge(next.a, next.b, next.reason);
    } while (this.chase.run() || this.#unions.length > 0);
  }

  node(term: Term): Node {
    const known = this.#nodes.get(term);
    if (known !== undefined) return known;
    const node: Node = {
      id: this.#nodes.size,
      term,
      parent: undefined,
      members: [],
      uses: [],
      notNull: [],
      isNull: [],
      constant: undefined,
    };
    node.members.push(node);
    this.#nodes.set(term, node);
    this.version++;
    if (isCall(node)) this.#addCall(node);
    else if (term.kind === "constant") this.#addConstant(node, term);
    else if (term.kind === "column") {
      this.chase.addColumn(term.row, term.column, node);
      if (term.row.relation.columns.get(term.column)?.notNull) this.setNotNull(node, { by: "declared", term });
    }
    return node;
  }

  #addConstant(node: Node, term: ConstantTerm): void {
    const key = constantKey(term);
    const same = this.#constants.get(key);
    if (same !== undefined) {
      this.union(same, node, byRule("constant"));
      return;
    }
    this.#constants.set(key, node);
    if (term.value !== undefined) node.constant = term;
    if (term.value === undefined) this.setNull(node, byRule("constant"));
    else this.setNotNull(node, byRule("constant"));
  }

  #addCall(node: CallNode): void {
    const roots = new Set(node.term.arguments.map((argument) => rootOf(this.node(argument))));
    for (const root of roots) root.uses.push(node);
    if (node.term.rule.nulls === "first-known") this.calls.coalesce.push(node);
    if (node.term.rule.injective) this.calls.injective.push(node);
    this.#sign(node);
    this.#callNulls(node);
  }

  /** Calls of one function on equal arguments are equal. */
  #sign(node: CallNode): void {
    const { term } = node;
    if (term.rule.nulls === "unsaid") return;
    const signature = `${term.function}(${term.arguments.map((argument) => rootOf(this.node(argument)).id).join()})`;
    const other = this.#signatures.get(signature);
    if (other === undefined) this.#signatures.set(signature, node);
    else if (rootOf(other) !== rootOf(node)) {
      const premises = term.arguments.map((a, i): Premise => ({ claim: "same", a, b: other.term.arguments[i] ?? a }));
      this.union(node, other, byRule("congruence", ...premises));
    }
  }

  union(a: Node, b: Node, reason: Reason): void {
    this.#unions.push({ a, b, reason });
  }

  #merge(a: Node, b: Node, reason: Reason): void {
    const [left, right] = [rootOf(a), rootOf(b)];
    if (left === right) return;
    this.version++;
    const [small, big, near, far] = left.members.length < right.members.length ? [left, right, a, b] : [right, left, b, a];
    this.#forest.connect(near.term, far.term, reason, this.version);
    if (small.constant !== undefined && big.constant !== undefined) {
      this.contradiction ??= byRule("contradiction", { claim: "same", a: small.constant, b: big.constant });
    }
    const newlyKnown = onlyOther(small, big, "notNull");
    const newlyNull = onlyOther(small, big, "isNull");
    const toKnow = newlyKnown === undefined ? [] : [...newlyKnown.members, ...newlyKnown.uses];
    const toNull = newlyNull === undefined ? [] : [...newlyNull.uses];
    small.parent = big;
    big.constant ??= small.constant;
    if (small.notNull.length > 0) big.notNull = [...big.notNull, ...small.notNull];
    if (small.isNull.length > 0) big.isNull = [...big.isNull, ...small.isNull];
    big.members.push(...small.members);
    big.uses.push(...small.uses);
    this.chase.touch(small.members);
    for (const use of small.uses) this.#sign(use);
    this.#spreadNotNull(toKnow);
    for (const use of toNull) this.#callNulls(use);
    this.#checkNulls(big);
  }

  #checkNulls(root: Node): void {
    if (root.notNull.length === 0 || root.isNull.length === 0) return;
    this.contradiction ??= byRule("contradiction", this.notNullPremise(root.term), this.isNullPremise(root.term));
  }

  setNotNull(node: Node, reason: Reason): void {
    const root = rootOf(node);
    if (root.notNull.length > 0) return;
    root.notNull = [{ term: node.term, reason, time: ++this.version }];
    this.#checkNulls(root);
    this.#spreadNotNull([...root.members, ...root.uses]);
  }

  setNull(node: Node, reason: Reason): void {
    const root = rootOf(node);
    if (root.isNull.length > 0) return;
    root.isNull = [{ term: node.term, reason, time: ++this.version }];
    this.#checkNulls(root);
    for (const use of [...root.uses]) this.#callNulls(use);
  }

  #spreadNotNull(nodes: readonly Node[]): void {
    this.chase.touch(nodes);
    for (const node of nodes) if (isCall(node)) this.#callNulls(node);
  }

  /** What NULL in a call's arguments says of its result, and the other way round. */
  #callNulls(node: CallNode): void {
    const behaviour = NULL_RULES[node.term.rule.nulls];
    const operands = behaviour.looksAt(node.term);
    const known = (term: Term): boolean => rootOf(this.node(term)).notNull.length > 0;
    const isNull = (term: Term): boolean => rootOf(this.node(term)).isNull.length > 0;
    if (behaviour.needsAll && rootOf(node).notNull.length > 0) {
      for (const operand of operands) this.setNotNull(this.node(operand), byRule("result needs arguments", this.notNullPremise(node.term)));
    }
    if (behaviour.known === "always") this.setNotNull(node, byRule("never null"));
    else if (
      behaviour.known !== "unsaid" &&
      operands.length > 0 &&
      (behaviour.known === "all" ? operands.every(known) : operands.some(known))
    ) {
      this.setNotNull(node, byRule("arguments give result", ...operands.filter(known).map((operand) => this.notNullPremise(operand))));
    }
    if (behaviour.null !== "unsaid" && operands.length > 0 && (behaviour.null === "all" ? operands.every(isNull) : operands.some(isNull))) {
      this.setNull(node, byRule("null argument", ...operands.filter(isNull).map((operand) => this.isNullPremise(operand))));
    }
  }

  mergeRows(a: Row, b: Row, reason: Reason): void {
    if (this.chase.same(a, b)) return;
    this.version++;
    this.chase.merge(a, b, reason);
  }

  has(term: Term): boolean {
    return this.#nodes.has(term);
  }

  /** The constants that are not NULL. */
  get constants(): readonly ConstantTerm[] {
    return [...this.#constants.values()].flatMap(({ constant }) => constant ?? []);
  }

  notNullPremise(term: Term): Premise {
    return { claim: "notNull", term, at: this.version };
  }

  isNullPremise(term: Term): Premise {
    return { claim: "isNull", term, at: this.version };
  }

  /** The assertion by which a term first became known to be NULL, or not to be, no later than `at`. */
  firstAssertion(claim: NullClaim, term: Term, at: number): Assertion {
    const dated = rootOf(this.node(term))[claim].map((assertion) => {
      const links = this.#forest.path(term, assertion.term).map(({ time }) => time);
      return { assertion, time: Math.max(assertion.time, ...links) };
    });
    const first = dated.filter(({ time }) => time <= at).sort((a, b) => a.time - b.time)[0];
    if (first === undefined) throw new Error(`the term was not known at the time: ${claim}`);
    return first.assertion;
  }

  /** The links of the chain that shows two terms to be equal. */
  reasonsForSame(a: Term, b: Term): readonly Link<Term, Reason>[] {
    return this.#forest.path(a, b);
  }

  reasonsForRow(a: Row, b: Row): readonly Reason[] {
    return this.chase.path(a, b);
  }
}

/** The one class of which nothing is said, where something is said of the other. */
function onlyOther(a: Node, b: Node, claim: NullClaim): Node | undefined {
  if (a[claim].length > 0 === b[claim].length > 0) return undefined;
  return a[claim].length > 0 ? b : a;
}
