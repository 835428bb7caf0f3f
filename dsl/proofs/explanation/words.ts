import type { Closure } from "../closure/closure.ts";
import type { Atom } from "../facts/fact.ts";
import type { CallTerm, ConstantTerm, Row, Term } from "../terms/term.ts";

/** Calls within calls beyond this are left out. */
const DEEPEST = 3;

/** Names row variables and writes terms and atoms as an author would. */
export class Words {
  readonly #closure: Closure;
  readonly #names = new Map<Row, string>();
  readonly #taken = new Map<string, number>();

  constructor(closure: Closure) {
    this.#closure = closure;
  }

  /** Rows of one relation that are not known to be one are told apart by number. */
  row(row: Row): string {
    const first = this.#closure.firstRow(row);
    const known = this.#names.get(first);
    if (known !== undefined) return known;
    const { name, kind } = row.relation;
    const label = kind === "group" ? `group of ${name.split(" ")[0]}` : name;
    const number = (this.#taken.get(label) ?? 0) + 1;
    this.#taken.set(label, number);
    const words = number === 1 ? label : `${label} (${number})`;
    this.#names.set(first, words);
    return words;
  }

  term(term: Term, depth = 0): string {
    if (term.kind === "column") return `${this.row(term.row)}.${term.column}`;
    if (term.kind === "constant") return constantWords(term);
    return depth < DEEPEST ? this.#call(term, depth + 1) : "...";
  }

  #call(term: CallTerm, depth: number): string {
    const args = term.arguments.map((argument) => this.term(argument, depth));
    const sign = INFIX[term.function];
    if (sign !== undefined && args.length === 2) return `${args[0]} ${sign} ${args[1]}`;
    const cast = /^cast .* to (.*)$/.exec(term.function);
    if (cast !== null) return `cast(${args.join(", ")} as ${cast[1]})`;
    if (term.function.startsWith("native ")) return `native(${args.join(", ")})`;
    const key = /^pseudonym (.*)$/.exec(term.function);
    if (key !== null) return `pseudonym(${args.join(", ")}, "${key[1]}")`;
    return term.function.startsWith("literal ") ? term.function.slice("literal ".length) : `${term.function}(${args.join(", ")})`;
  }

  atom(atom: Atom): string {
    const a = this.term(atom.a);
    switch (atom.is) {
      case "notNull":
        return `${a} is not null`;
      case "isNull":
        return `${a} is null`;
      case "in":
        return `${a} in (${atom.values.map(constantWords).join(", ")})`;
      case "ifKnown":
        return atom.then === undefined
          ? `${a} is not null where ${this.term(atom.of)} is not`
          : `${a} ${atom.then === "atMost" ? "<=" : ">="} every known ${this.term(atom.of)}`;
      default:
        return `${a} ${SIGNS[atom.is]} ${this.term(atom.b)}`;
    }
  }
}

const SIGNS = { equal: "=", same: "=", different: "<>", below: "<", atMost: "<=" } as const;

const INFIX: Readonly<Record<string, string>> = {
  plus: "+",
  minus: "-",
  times: "*",
  dividedBy: "/",
  modulo: "%",
  eq: "=",
  ne: "<>",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
};

function constantWords({ value, domain }: ConstantTerm): string {
  if (value === undefined) return "null";
  if (typeof value === "string") return `"${value}"`;
  if (typeof value !== "bigint" || !domain.name.startsWith("decimal")) return `${value}`;
  const scale = Number(domain.name.split(" ").at(-1));
  const digits = `${value < 0n ? -value : value}`.padStart(scale + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, digits.length - scale)}${scale === 0 ? "" : `.${digits.slice(-scale)}`}`;
}
