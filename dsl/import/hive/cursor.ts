import type { Span } from "../../diagnostics/diagnostic.ts";
import { type DdlText, refuseSyntax } from "./ddl-text.ts";
import type { Token } from "./tokens.ts";

/** A text with its place. */
export interface Placed {
  readonly value: string;
  readonly site: Span;
}

/** Reads tokens one after the other. What is not as expected is refused with `ddl-syntax`. */
export class Cursor {
  readonly ddl: DdlText;
  readonly #tokens: readonly Token[];
  #at = 0;

  /** `tokens` end with an `end`. */
  constructor(ddl: DdlText, tokens: readonly Token[]) {
    this.ddl = ddl;
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error("a cursor needs an end");
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#at += 1;
    return token;
  }

  get atEnd(): boolean {
    return this.peek().kind === "end";
  }

  /** Whether these keywords come next, in any case. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, i) => isWord(this.peek(i), word));
  }

  seesSymbol(symbol: string, ahead = 0): boolean {
    const { kind, value } = this.peek(ahead);
    return kind === "symbol" && value === symbol;
  }

  /** Takes the keywords if they come next. */
  takes(...words: readonly string[]): boolean {
    const seen = this.sees(...words);
    if (seen) this.#at += words.length;
    return seen;
  }

  takesSymbol(symbol: string): boolean {
    const seen = this.seesSymbol(symbol);
    if (seen) this.#at += 1;
    return seen;
  }

  expect(...words: readonly string[]): void {
    for (const word of words) if (!this.takes(word)) this.fail(`\`${word}\``);
  }

  expectSymbol(symbol: string): void {
    if (!this.takesSymbol(symbol)) this.fail(`\`${symbol}\``);
  }

  /** A name, bare or in any quotes. */
  name(what: string): Placed {
    const { kind } = this.peek();
    return kind === "word" || kind === "backquoted" || kind === "quoted" ? this.#placed(this.next()) : this.fail(what);
  }

  text(what: string): Placed {
    return this.peek().kind === "quoted" ? this.#placed(this.next()) : this.fail(`${what} in quotes`);
  }

  wholeNumber(what: string): number {
    const { kind, value } = this.peek();
    return kind === "word" && /^[0-9]{1,9}$/.test(value) ? Number(this.next().value) : this.fail(what);
  }

  /** Passes over one token or, when it opens a parenthesis, all up to the one that closes it. */
  pass(): void {
    const open = this.peek();
    let depth = 0;
    do {
      const token = this.next();
      if (token.kind === "end") this.fail(open.value === "(" ? "`)`" : "more");
      if (token.kind === "symbol" && token.value === "(") depth += 1;
      if (token.kind === "symbol" && token.value === ")") depth -= 1;
    } while (depth > 0);
  }

  /** What was read since a token, as written. */
  since(start: Token): Placed {
    const end = this.#tokens[this.#at - 1]?.end ?? start.end;
    return { value: oneLine(this.ddl.text.slice(start.start, end)), site: this.ddl.spanOf(start.start, end) };
  }

  fail(expected: string): never {
    const { kind, value, start, end } = this.peek();
    const found = kind === "end" ? "the end" : `\`${value}\``;
    return refuseSyntax(this.ddl, expected, found, start, Math.max(end, start + 1));
  }

  #placed({ value, start, end }: Token): Placed {
    return { value, site: this.ddl.spanOf(start, end) };
  }
}

const isWord = ({ kind, value }: Token, word: string): boolean => kind === "word" && value.toUpperCase() === word;

const oneLine = (text: string): string => text.replace(/\s+/g, " ");
