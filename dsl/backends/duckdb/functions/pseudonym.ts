import { isKeyName } from "../../../expressions/pseudonym.ts";
import { binary, type FunctionSql } from "./operand.ts";

/** The DuckDB variables that hold a key, filled up to a block and combined with the two pads of RFC 2104. */
export const keyPads = (key: string): { readonly inner: string; readonly outer: string } => ({
  inner: `pseudonym_inner_${key}`,
  outer: `pseudonym_outer_${key}`,
});

/** The key is no part of the statement: a run sets the variables before. */
const hmac: FunctionSql = binary(({ sql }, { value }) => {
  if (!isKeyName(value)) throw new Error("a pseudonym has the name of a key");
  const { inner, outer } = keyPads(value);
  return `sha256(getvariable('${outer}') || unhex(sha256(getvariable('${inner}') || encode(${sql}))))`;
});

export const PSEUDONYM: { readonly pseudonym: FunctionSql } = { pseudonym: hmac };
