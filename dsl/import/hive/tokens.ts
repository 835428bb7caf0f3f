import { type DdlText, refuseSyntax } from "./ddl-text.ts";

/** A token with its place. A number is a word; `end` stands behind the last token. */
export interface Token {
  readonly kind: "word" | "backquoted" | "quoted" | "symbol" | "end";
  /** Of what is quoted, the text that it stands for; of all others, as written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /[\s\uFEFF]+/uy;
const LINE_COMMENT = /--[^\n\r\u2028\u2029]*/y;
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//y;
const WORD = /[\p{L}\p{M}\p{N}_]+/uy;
const BACKQUOTED = /`((?:[^`]|``)*)`/y;
const SINGLE_QUOTED = /'((?:[^'\\]|\\[\s\S]|'')*)'/y;
const DOUBLE_QUOTED = /"((?:[^"\\]|\\[\s\S]|"")*)"/y;

/** The tokens of a text. Comments are `-- ...` and `/* ... *\/`. Refuses what is not closed. */
export function tokensOf(ddl: DdlText): readonly Token[] {
  const { text } = ddl;
  const tokens: Token[] = [];
  let at = 0;
  const matched = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const add = (kind: Token["kind"], value: string, length: number): void => {
    tokens.push({ kind, value, start: at, end: at + length });
    at += length;
  };
  while (at < text.length) {
    const skipped = matched(SPACE) ?? matched(LINE_COMMENT) ?? matched(BLOCK_COMMENT);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    const first = text[at] ?? "";
    const word = matched(WORD);
    const quoted =
      first === "`" ? matched(BACKQUOTED) : first === "'" ? matched(SINGLE_QUOTED) : first === '"' ? matched(DOUBLE_QUOTED) : null;
    if (word !== null) add("word", word[0], word[0].length);
    else if (quoted !== null && first === "`") add("backquoted", (quoted[1] ?? "").replaceAll("``", "`"), quoted[0].length);
    else if (quoted !== null) add("quoted", unescaped(quoted[1] ?? "", first), quoted[0].length);
    else if (first === "`" || first === "'" || first === '"') return refuseSyntax(ddl, `the closing ${first}`, "the end", at, at + 1);
    else if (text.startsWith("/*", at)) return refuseSyntax(ddl, "the end of the comment, `*/`,", "the end", at, at + 2);
    else {
      const symbol = String.fromCodePoint(text.codePointAt(at) ?? 0);
      add("symbol", symbol, symbol.length);
    }
  }
  tokens.push({ kind: "end", value: "", start: at, end: at });
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { 0: "\0", b: "\b", n: "\n", r: "\r", t: "\t", Z: "\u001A", "%": "\\%", _: "\\_" };
const ESCAPE = /\\u([0-9a-fA-F]{4})|\\([0-3][0-7]{2})|\\([\s\S])/g;

/** What Hive makes of a quoted text (its `BaseSemanticAnalyzer.unescapeSQLString`); a doubled quote is one, as people mean it. */
function unescaped(inside: string, quote: string): string {
  const single = inside.replace(quote === "'" ? /\\[\s\S]|''/g : /\\[\s\S]|""/g, (pair) => (pair === quote + quote ? quote : pair));
  return single.replace(ESCAPE, (_, code: string | undefined, octal: string | undefined, character: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return ESCAPES[character] ?? character;
  });
}
