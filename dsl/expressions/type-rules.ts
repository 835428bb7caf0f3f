import { type ColumnType, isFloating, isInteger, isNumber, sameType, UNKNOWN } from "../schema/column-type.ts";
import { commonType } from "./common-type.ts";
import type { Expression, Typing } from "./expression.ts";
import type { Family } from "./function-rule.ts";
import { FUNCTION_RULES, type FunctionName } from "./functions.ts";

/** Finds the type of a column that an expression names; undefined when there is none. */
export type Scope = (name: string, side: "left" | "right" | undefined) => Typing | undefined;

export function belongsTo(type: ColumnType, family: Family, first: ColumnType): boolean {
  if (type.kind === "unknown" || first.kind === "unknown") return true;
  switch (family) {
    case "any":
      return true;
    case "like-first":
      return commonType([first, type]) !== undefined;
    case "element":
      return first.kind === "array" && sameType(first.element, type);
    case "collection":
      return type.kind === "array" || type.kind === "map";
    case "text":
      return type.kind === "string";
    case "number":
      return isNumber(type);
    case "integer":
      return isInteger(type);
    case "instant":
      return type.kind === "timestamp" || type.kind === "epochMillis";
    default:
      return type.kind === family;
  }
}

export const familyOf = (name: FunctionName, index: number): Family | undefined => {
  const { takes, variadic } = FUNCTION_RULES[name];
  return takes[index] ?? (variadic ? takes[takes.length - 1] : undefined);
};

export function typeOfCall(name: FunctionName, args: readonly Typing[]): Typing {
  const rule = FUNCTION_RULES[name];
  const types = args.map((arg) => arg.type);
  const someNullable = args.some((arg) => arg.nullable);
  const type = types.some((t) => t.kind === "unknown") && rule.nulls !== "never" ? knownResult(rule.gives, types) : rule.gives(types);
  switch (rule.nulls) {
    case "strict":
    case "logic":
      return { type, nullable: someNullable };
    case "fallible":
      return { type, nullable: true };
    case "never":
      return { type, nullable: false };
    case "first-known":
      return { type, nullable: args.every((arg) => arg.nullable) };
    case "membership":
      return { type, nullable: args[0]?.nullable ?? true };
  }
}

const knownResult = (gives: (types: readonly ColumnType[]) => ColumnType, types: readonly ColumnType[]): ColumnType => {
  const result = gives(types);
  return result.kind === "boolean" ? result : UNKNOWN;
};

/** Whether a value of `from` may have no counterpart in `to`; undefined when there is no such cast at all. */
export function castMayFail(from: ColumnType, to: ColumnType): boolean | undefined {
  if (from.kind === "unknown" || to.kind === "unknown" || sameType(from, to)) return false;
  if (isNumber(from) && isNumber(to)) {
    if (isFloating(to)) return from.kind === "double" && to.kind === "float";
    return !(from.kind === "int32" && to.kind === "int64");
  }
  if (to.kind === "string")
    return isInteger(from) || from.kind === "boolean" || from.kind === "date" || from.kind === "epochMillis" || from.kind === "decimal"
      ? false
      : undefined;
  if (from.kind === "string") return isNumber(to) || to.kind === "boolean" || to.kind === "date" ? true : undefined;
  if (from.kind === "epochMillis" && isInteger(to)) return to.kind === "int32";
  if (isInteger(from) && to.kind === "epochMillis") return false;
  if (from.kind === "boolean" && isInteger(to)) return false;
  if (from.kind === "date" && to.kind === "timestamp") return false;
  return undefined;
}

/** A column that names nothing is unknown; one that does is no more than its typing. */
const typingOf = (found: Typing | undefined): Typing =>
  found === undefined ? { type: UNKNOWN, nullable: true } : { type: found.type, nullable: found.nullable };

/** The type of a well-formed expression. Parts that name nothing are unknown: they were reported where they were made. */
export function typeOf(expression: Expression, scope: Scope): Typing {
  switch (expression.op) {
    case "column":
      return typingOf(scope(expression.name, expression.side));
    case "literal":
      return { type: expression.type, nullable: expression.value === null };
    case "call":
      return typeOfCall(
        expression.function,
        expression.arguments.map((argument) => typeOf(argument, scope)),
      );
    case "cast": {
      const input = typeOf(expression.input, scope);
      return { type: expression.to, nullable: input.nullable || castMayFail(input.type, expression.to) !== false };
    }
    case "when": {
      const results = [...expression.branches.map((branch) => branch.then), expression.otherwise].map((result) => typeOf(result, scope));
      return { type: commonType(results.map((result) => result.type)) ?? UNKNOWN, nullable: results.some((result) => result.nullable) };
    }
    case "native":
      return { type: expression.type, nullable: true };
    case "field": {
      const input = typeOf(expression.input, scope);
      const field = input.type.kind === "struct" ? input.type.fields.find((f) => f.name === expression.field) : undefined;
      return field === undefined ? { type: UNKNOWN, nullable: true } : { type: field.type, nullable: input.nullable || field.nullable };
    }
  }
}
