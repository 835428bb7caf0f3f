import { STRING } from "../schema/column-type.ts";
import type { Expression } from "./expression.ts";
import { operandsOf } from "./expression.ts";
import { type FunctionRule, strict } from "./function-rule.ts";

/**
 * `pseudonym` is the HMAC-SHA256 (RFC 2104) of the UTF-8 bytes of a text as 64 lower-case hexadecimal digits. Its key has a name, a
 * constant in the plan; the key itself comes from the environment when a job runs, and stands nowhere else.
 */
export const pseudonym = {
  pseudonym: strict(["text", "text"], STRING),
} as const satisfies Record<string, FunctionRule>;

const KEY_NAME = /^[a-z][a-z0-9_]{0,62}$/;

export const isKeyName = (name: unknown): name is string => typeof name === "string" && KEY_NAME.test(name);

/** The environment variable that holds a key. */
export const keyVariable = (key: string): string => `SLUICE_PSEUDONYM_KEY_${key.toUpperCase()}`;

/** The names of the keys that expressions use, in the order of the names. */
export function keysIn(expressions: readonly Expression[]): readonly string[] {
  const found = new Set<string>();
  const pending = [...expressions];
  for (let expression = pending.pop(); expression !== undefined; expression = pending.pop()) {
    if (expression.op === "call" && expression.function === "pseudonym") found.add(keyOf(expression.arguments[1]));
    pending.push(...operandsOf(expression));
  }
  return [...found].sort();
}

/** The name in the second argument of a call. Throws when it is none. */
export function keyOf(argument: Expression | undefined): string {
  if (argument?.op !== "literal" || !isKeyName(argument.value)) throw new Error("a pseudonym has the name of a key");
  return argument.value;
}
