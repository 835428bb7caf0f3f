import type { NativeEngine } from "./native.ts";

/** A part of a native text; an `input` is the name of one. */
interface Token {
  readonly kind: "input" | "other";
  readonly text: string;
}

export type NativeText = { readonly tokens: readonly Token[] } | { readonly fault: string };

/** What may stand in a text beside inputs, functions, constants and signs. */
const KEYWORDS = wordSet(`and or not is null true false in like ilike between case when then else end cast try_cast as distinct from escape
  interval rlike div
  tinyint smallint int integer bigint hugeint float real double decimal numeric string text varchar char boolean date timestamp blob binary
  year quarter month week day hour minute second`);

/** They begin a query, read what is no input, give another value each time, or make more or fewer rows. */
const REFUSED_FUNCTIONS =
  wordSet(`select from with values table describe summarize show pivot unpivot getvariable getenv current_setting reflect java_method try_reflect columns query query_table nextval currval
  rand randn random uuid gen_random_uuid now today current_date current_timestamp current_user session_user user version monotonically_increasing_id
  spark_partition_id input_file_name unnest explode explode_outer posexplode posexplode_outer inline inline_outer stack json_tuple
  generate_subscripts sum count avg min max first last any_value collect_list collect_set list array_agg string_agg listagg`);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

const TEXT = { spark: String.raw`'(?:[^'\\]|\\.)*'`, duckdb: "'[^']*'" } as const;
const token = (engine: NativeEngine): RegExp =>
  new RegExp(String.raw`\s+|${TEXT[engine]}|[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|[-+*/%(),<>=!|&^~.:[\]]`, "suy");

export const isNativeKeyword = (name: string): boolean => KEYWORDS.has(name.toLowerCase());

/** The text in parts, or what is wrong with it, in words. Whatever the text is, it stays inside of parentheses around it. */
export function readNativeText(engine: NativeEngine, text: string, inputs: readonly string[]): NativeText {
  if (text.trim() === "") return { fault: "is empty" };
  if (/--|\/\*|\/\//.test(text)) return { fault: "has a comment, or a sign that begins one" };
  const pieces: string[] = [];
  const pattern = token(engine);
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const [piece] = pattern.exec(text) ?? [];
    if (piece === undefined) return { fault: `has ${JSON.stringify([...text.slice(at)][0])}, which may stand only inside of '...'` };
    pieces.push(piece);
  }
  if (!isBalanced(pieces)) return { fault: "has parentheses or brackets that do not close" };
  return tokensOf(pieces, inputs);
}

function tokensOf(pieces: readonly string[], inputs: readonly string[]): NativeText {
  const beside = (from: number, step: 1 | -1): string | undefined => {
    const i = from + step;
    return /^\s/.test(pieces[i] ?? "") ? pieces[i + step] : pieces[i];
  };
  const tokens: Token[] = [];
  for (const [i, piece] of pieces.entries()) {
    const isWord = /^[A-Za-z_]/.test(piece);
    const follows = beside(i, -1)?.toLowerCase();
    const isDistinctFrom = piece.toLowerCase() === "from" && follows === "distinct";
    const isFunction = isWord && !isDistinctFrom && (beside(i, 1) === "(" || piece.toLowerCase() === "from");
    const isPart = isWord && follows === ".";
    if (isFunction && REFUSED_FUNCTIONS.has(piece.toLowerCase()))
      return { fault: `calls \`${piece}\`, which is more than a function of its inputs` };
    const isInput = isWord && !isFunction && !isPart && inputs.includes(piece);
    if (isWord && !isInput && !isFunction && !isPart && !KEYWORDS.has(piece.toLowerCase()))
      return {
        fault: `names \`${piece}\`, which is ${inputs.length === 0 ? "no input: there are none" : `none of its inputs ${inputs.join(", ")}`}`,
      };
    tokens.push({ kind: isInput ? "input" : "other", text: piece });
  }
  const unused = inputs.find((input) => !tokens.some(({ kind, text }) => kind === "input" && text === input));
  return unused === undefined ? { tokens } : { fault: `does not use its input \`${unused}\`` };
}

function isBalanced(pieces: readonly string[]): boolean {
  const open: string[] = [];
  for (const piece of pieces) {
    if (piece === "(" || piece === "[") open.push(piece);
    else if ((piece === ")" && open.pop() !== "(") || (piece === "]" && open.pop() !== "[")) return false;
  }
  return open.length === 0;
}

/** The text with each input as it is called where the text stands. Throws when the text was not accepted. */
export function bindNativeText(engine: NativeEngine, text: string, inputs: ReadonlyMap<string, string>): string {
  const read = readNativeText(engine, text, [...inputs.keys()]);
  if ("fault" in read) throw new Error(`the ${engine} text ${JSON.stringify(text)} ${read.fault}`);
  return read.tokens.map(({ kind, text: piece }) => (kind === "input" ? (inputs.get(piece) ?? piece) : piece)).join("");
}
