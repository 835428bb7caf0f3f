import type { Closure } from "../closure/closure.ts";
import { type Edge, type NullClaim, type Premise, type Reason, RULE_WORDS, type RuleName } from "../closure/reason.ts";
import type { Fact } from "../facts/fact.ts";
import type { Assumption, Explanation } from "../proof.ts";
import type { Key, Relation, Row, Term } from "../terms/term.ts";
import { Words } from "./words.ts";

/** The rules that a reader need not be told: what they needed says it. */
const PLAIN: ReadonlySet<RuleName> = new Set<RuleName>(["same row", "key", "constant", "constants in order"]);

/** Writes down why a closure holds something. Every claim stands once: where it is needed again, it was just shown. */
export class Explainer {
  readonly words: Words;
  readonly #closure: Closure;
  readonly #shown = new Set<string>();

  constructor(closure: Closure) {
    this.#closure = closure;
    this.words = new Words(closure);
  }

  /** `a` and `b` are equal. */
  same(a: Term, b: Term): readonly Explanation[] {
    if (a === b) return [];
    const [left, right] = [this.words.term(a), this.words.term(b)];
    const because = (): readonly Explanation[] =>
      this.#closure
        .reasonsForSame(a, b)
        .flatMap(({ from, to, reason }) => this.#reason(reason, `${this.words.term(from)} = ${this.words.term(to)}`));
    return left === right ? because() : this.#once(`${left} = ${right}`, because, {}, `${right} = ${left}`);
  }

  notNull(term: Term): readonly Explanation[] {
    return this.#assertion("notNull", term, Number.POSITIVE_INFINITY);
  }

  /** `a <= b`. */
  atMost(a: Term, b: Term): readonly Explanation[] {
    if (this.#closure.root(a) === this.#closure.root(b)) return this.same(a, b);
    const path = this.#closure.order.path(this.#closure.root(a), this.#closure.root(b), false);
    return path === undefined ? [] : this.premise({ claim: "ordered", a, b, strict: false, path });
  }

  sameRow(a: Row, b: Row): readonly Explanation[] {
    return this.premise({ claim: "sameRow", a, b });
  }

  contradiction(): readonly Explanation[] {
    const { contradiction } = this.#closure;
    return contradiction === undefined ? [] : [{ claim: "this cannot be", because: this.#reason(contradiction, "this cannot be") }];
  }

  unique(relation: Relation, key: Key): readonly Explanation[] {
    const columns = key.columns.join(", ");
    if (relation.kind === "source") {
      return this.#leaf(`${relation.name} is unique by ${columns}`, { kind: "unique", table: relation.name, columns: key.columns });
    }
    const claim =
      columns === ""
        ? "there is one group in all"
        : relation.kind === "group"
          ? `one row for each ${columns}`
          : `${relation.name} is unique by ${columns}`;
    return this.#once(claim, () => []);
  }

  premise(premise: Premise): readonly Explanation[] {
    switch (premise.claim) {
      case "same":
        return this.same(premise.a, premise.b);
      case "notNull":
      case "isNull":
        return this.#assertion(premise.claim, premise.term, premise.at);
      case "ordered":
        return this.#ordered(premise.a, premise.b, premise.strict, premise.path);
      case "sameRow":
        if (premise.a === premise.b) return [];
        return this.#once(`the rows of ${this.words.row(premise.a)} are one row`, () =>
          this.#closure.reasonsForRow(premise.a, premise.b).flatMap((reason) => this.#reason(reason, "one row")),
        );
      case "unique":
        return this.unique(premise.relation, premise.key);
      case "fact":
        return this.#fact(premise.fact);
    }
  }

  #assertion(claim: NullClaim, term: Term, at: number): readonly Explanation[] {
    const { term: asserted, reason } = this.#closure.firstAssertion(claim, term, at);
    const words = claim === "notNull" ? "is not null" : "is null";
    return this.#once(`${this.words.term(term)} ${words}`, () => [
      ...this.#reason(reason, `${this.words.term(asserted)} ${words}`),
      ...this.same(term, asserted),
    ]);
  }

  #ordered(a: Term, b: Term, strict: boolean, path: readonly Edge[]): readonly Explanation[] {
    return this.#once(`${this.words.term(a)} ${strict ? "<" : "<="} ${this.words.term(b)}`, () => {
      const links: Explanation[] = [];
      let at = a;
      for (const edge of path) {
        links.push(
          ...this.same(at, edge.from),
          ...this.#reason(edge.reason, `${this.words.term(edge.from)} ${edge.strict ? "<" : "<="} ${this.words.term(edge.to)}`),
        );
        at = edge.to;
      }
      return [...links, ...this.same(at, b)];
    });
  }

  #reason(reason: Reason, claim: string): readonly Explanation[] {
    switch (reason.by) {
      case "fact":
        return this.#fact(reason.fact);
      case "declared":
        return this.#declared(reason.term);
      case "rule": {
        const because = [...this.#assumed(reason.rule, reason.premises), ...reason.premises.flatMap((premise) => this.premise(premise))];
        return PLAIN.has(reason.rule) ? because : [{ claim: `${claim}: ${RULE_WORDS[reason.rule]}`, because }];
      }
    }
  }

  /** A pseudonym has no two values for one only as far as nobody has seen one. */
  #assumed(rule: RuleName, [premise]: readonly Premise[]): readonly Explanation[] {
    if (rule !== "injective" || premise?.claim !== "same" || premise.a.kind !== "call" || premise.a.rule.personal !== "pseudonym")
      return [];
    const { function: name } = premise.a;
    return this.#leaf(`different values have different results of ${name}`, { kind: "injective", function: name });
  }

  /** What links a row variable of a table or group to its columns is no news to a reader. */
  #fact({ atom, place }: Fact): readonly Explanation[] {
    const technical = atom.is === "same" && [atom.a, atom.b].some((term) => term.kind === "column" && term.row.relation.kind !== "source");
    if (technical) return [];
    return [{ claim: this.words.atom(atom), place, because: [] }];
  }

  #declared(term: Term): readonly Explanation[] {
    if (term.kind !== "column") return [];
    const table = term.row.relation.name;
    return this.#leaf(`${this.words.term(term)} is not null (declared)`, { kind: "notNull", table, column: term.column });
  }

  #leaf(claim: string, assumption: Assumption): readonly Explanation[] {
    return this.#once(claim, () => [], { assumption });
  }

  /** A claim whose only reason says the same is that reason. */
  #once(claim: string, because: () => readonly Explanation[], more: Partial<Explanation> = {}, alias = claim): readonly Explanation[] {
    if (this.#shown.has(claim)) return [];
    this.#shown.add(claim);
    const reasons = [...new Map(because().map((reason) => [JSON.stringify(reason), reason])).values()];
    const [only] = reasons;
    const saysIt = only !== undefined && (only.claim.startsWith(claim) || only.claim === alias);
    return reasons.length === 1 && saysIt ? [only] : [{ claim, ...more, because: reasons }];
  }
}
