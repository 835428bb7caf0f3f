import { balanced } from "../../../expressions/balanced.ts";
import type { text } from "../../../expressions/text.ts";
import { extractsEmptyText } from "../../../schema/portable-search.ts";
import { bind } from "../bind.ts";
import { argument, type FunctionSql, native, type Operand, unary } from "./operand.ts";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();

/** DuckDB counts no further in text. */
const FURTHEST = 2n ** 31n - 1n;

/** As in SQL, characters before the first are counted too, but there are none. */
const substring: FunctionSql = (args) => {
  const value = argument(args, 0).sql;
  const start = bound(argument(args, 1));
  const length = bound(argument(args, 2));
  if (start === undefined || length === undefined) return "CAST(NULL AS VARCHAR)";
  const from = start < 1n ? 1n : start;
  const count = start + length - from;
  return `substring(${value}, ${atMost(from)}, ${count < 0n ? 0n : atMost(count)})`;
};

const atMost = (count: bigint): bigint => (count > FURTHEST ? FURTHEST : count);

function bound({ value }: Operand): bigint | undefined {
  if (value === undefined || typeof value === "boolean") throw new Error("the bounds of substring must be constants");
  return value === null ? undefined : BigInt(value);
}

/** DuckDB gives the empty text where nothing matches. A group that may match it takes part in every match. */
const regexpExtract: FunctionSql = (args) => {
  const { sql } = argument(args, 0);
  const pattern = argument(args, 1);
  if (!extractsEmptyText(constantText(pattern))) return `nullif(regexp_extract(${sql}, ${pattern.sql}, 1), '')`;
  return bind(
    { value: sql },
    ({ value }) => `CASE WHEN regexp_matches(${value}, ${pattern.sql}) THEN regexp_extract(${value}, ${pattern.sql}, 1) END`,
  );
};

function constantText({ value }: Operand): string {
  if (typeof value !== "string") throw new Error("a pattern must be a constant");
  return value;
}

export const TEXT: { readonly [K in keyof typeof text]: FunctionSql } = {
  lower: unary((a) => `translate(${a.sql}, '${UPPER}', '${LOWER}')`),
  upper: unary((a) => `translate(${a.sql}, '${LOWER}', '${UPPER}')`),
  trim: unary((a) => `trim(${a.sql}, ' ')`),
  concat: (args) =>
    balanced(
      args.map(({ sql }) => sql),
      (parts) => `(${parts.join(" || ")})`,
    ),
  substring,
  length: native("length"),
  startsWith: native("starts_with"),
  endsWith: native("ends_with"),
  contains: native("contains"),
  replace: native("replace"),
  regexpLike: native("regexp_matches"),
  regexpExtract,
  sha256: native("sha256"),
};
