import type { Expression, Typing } from "../expressions/expression.ts";

/** What stands behind an expression that an author holds: the plan's node, its typing, and the table it is a column of. */
export interface Held {
  readonly node: Expression;
  readonly typing: Typing;
  readonly table?: string;
}

export const HELD = Symbol("expression");

/** What a value that is no expression is called in messages. */
export const CALLED = Symbol("called");

/** What an author's value holds, if it is an expression. */
export const heldBy = (value: unknown): Held | undefined =>
  typeof value === "object" && value !== null && HELD in value ? (value[HELD] as Held) : undefined;

/** An author's value in words, for messages. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (heldBy(value) !== undefined) return "an expression";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Promise) return "a promise, as `async` functions give";
  if (typeof value === "object") return CALLED in value ? String(value[CALLED]) : "an object";
  return `a ${typeof value}`;
}
