import type { Report } from "../diagnostics/diagnostic.ts";
import { elementOf } from "../expressions/collections.ts";
import type { Family } from "../expressions/function-rule.ts";
import { FUNCTION_RULES, type FunctionName } from "../expressions/functions.ts";
import { isKeyName } from "../expressions/pseudonym.ts";
import { DIFFERENCE_UNITS, TRUNCATE_UNITS } from "../expressions/time.ts";
import { belongsTo, familyOf, typeOfCall } from "../expressions/type-rules.ts";
import { type ColumnType, INT32, typeName } from "../schema/column-type.ts";
import { describe, type Held, heldBy } from "./held.ts";
import { literalOf } from "./literals.ts";
import { callOf } from "./long-chains.ts";

/** The call if its arguments fit; otherwise the mistake is reported and the result is undefined. */
export function checkedCall(name: FunctionName, receiver: Held, args: readonly unknown[], report: Report): Held | undefined {
  const { takes, variadic } = FUNCTION_RULES[name];
  const wanted = takes.length - 1;
  if (args.length < wanted || (args.length > wanted && !variadic)) {
    const expected = `${variadic ? "at least " : ""}${wanted} argument${wanted === 1 ? "" : "s"}`;
    report({ code: "wrong-argument-count", parameters: { function: name, expected, found: args.length } });
    return undefined;
  }
  const first = receiver.typing.type;
  const operands: Held[] = [receiver];
  for (const arg of args) {
    const held = operandOf(arg, report, wantedBeside(name, first));
    if (held === undefined) return undefined;
    operands.push(held);
  }
  for (const [i, { typing }] of operands.entries()) {
    const family = familyOf(name, i) ?? "any";
    if (!belongsTo(typing.type, family, first)) {
      report({
        code: "type-mismatch",
        parameters: { function: name, expected: familyInWords(family, first), found: typeName(typing.type) },
      });
      return undefined;
    }
  }
  const compared = name === "includes" ? (elementOf(first) ?? first) : first;
  if ((name === "includes" || familyOf(name, 1) === "like-first") && name !== "coalesce" && isNested(compared)) {
    report({ code: "not-comparable", parameters: { operation: name, column: nameOf(receiver), type: typeName(compared) } });
    return undefined;
  }
  const expected = expectedConstant(name, operands);
  if (expected !== undefined) {
    report({ code: "constant-expected", parameters: { function: name, expected } });
    return undefined;
  }
  const typing = typeOfCall(
    name,
    operands.map((held) => held.typing),
  );
  return {
    node: callOf(
      name,
      operands.map(({ node }) => node),
    ),
    typing,
  };
}

/** The type that a constant takes where it can, beside a receiver of the type `first`. */
function wantedBeside(name: FunctionName, first: ColumnType): ColumnType | undefined {
  if (name === "at") return INT32;
  return name === "includes" ? elementOf(first) : first;
}

/** An expression as it is, or the literal of a constant; anything else is reported. */
export function operandOf(value: unknown, report: Report, wanted?: ColumnType): Held | undefined {
  const held = heldBy(value);
  if (held !== undefined) return held;
  const literal = literalOf(value, wanted);
  if (literal !== undefined) return { node: literal, typing: { type: literal.type, nullable: false } };
  if (["string", "number", "bigint"].includes(typeof value) || value instanceof Date) {
    const expected =
      wanted?.kind === "date" ? "a day written YYYY-MM-DD" : "a finite number of 64 bits, a valid date, or a text of whole characters";
    report({ code: "invalid-value", parameters: { value: String(value), expected } });
  } else {
    report({ code: "not-an-expression", parameters: { found: describe(value) } });
  }
  return undefined;
}

/** Values with parts: no two of them are compared. As a whole they are keys of `distinct`, `latest` and `aggregate`. */
export const isNested = (type: ColumnType): boolean => type.kind === "array" || type.kind === "struct" || type.kind === "map";

export const nameOf = ({ node }: Held): string => (node.op === "column" ? node.name : "the expression");

function familyInWords(family: Family, first: ColumnType): string {
  switch (family) {
    case "like-first":
      return typeName(first);
    case "instant":
      return "timestamp or epochMillis";
    case "number":
      return "a number";
    case "integer":
      return "an integer";
    case "element":
      return typeName(elementOf(first) ?? first);
    case "array":
    case "map":
      return `${family === "array" ? "an" : "a"} ${family}`;
    case "collection":
      return "an array or a map";
    default:
      return family;
  }
}

/** No array is longer. */
const FURTHEST = 2 ** 31 - 1;

/** What must be written as a constant and is not right; undefined when all is well. */
function expectedConstant(name: FunctionName, operands: readonly Held[]): string | undefined {
  const constant = (i: number): unknown => {
    const node = operands[i]?.node;
    return node?.op === "literal" ? node.value : undefined;
  };
  const oneOf = (units: readonly string[], i: number): string | undefined =>
    units.includes(String(constant(i))) ? undefined : `one of ${units.join(", ")},`;
  switch (name) {
    case "in":
      return operands.slice(1).every(({ node }) => node.op === "literal") ? undefined : "values";
    case "at":
      return Math.abs(Number(constant(1) ?? Number.NaN)) <= FURTHEST ? undefined : "a place from 0, or from the end at -1,";
    case "substring":
      return Number(constant(1) ?? 0) >= 1 && Number(constant(2) ?? -1) >= 0 ? undefined : "a start from 1 and a length from 0,";
    case "replace":
      return typeof constant(1) === "string" && constant(1) !== "" && typeof constant(2) === "string"
        ? undefined
        : "a text to search that is not empty, and a replacement,";
    case "pseudonym":
      return isKeyName(constant(1)) ? undefined : 'the name of a key, such as "research" (a to z, 0 to 9 and `_`),';
    case "truncatedTo":
      return oneOf(TRUNCATE_UNITS, 1);
    case "difference":
      return oneOf(DIFFERENCE_UNITS, 2);
    default:
      return undefined;
  }
}
