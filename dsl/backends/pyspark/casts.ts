import { type ColumnType, isFloating, isInteger, sameType, type TypeKind, typeName } from "../../schema/column-type.ts";
import { castTo, exactly, helper, type Operand } from "./operands.ts";
import { number, type PythonExpression } from "./python-tree.ts";

/** How a value of another type becomes one of this kind; undefined where there is no such cast. */
type Cast = (input: Operand, to: ColumnType) => PythonExpression | undefined;

const INTEGER_HELPERS = {
  int32: { text: "text_to_int", number: "to_int" },
  int64: { text: "text_to_bigint", number: "to_bigint" },
} as const;

const toInteger =
  (kind: keyof typeof INTEGER_HELPERS): Cast =>
  ({ type, exact }, to) => {
    const helpers = INTEGER_HELPERS[kind];
    if (type.kind === "string") return helper(helpers.text, exact);
    if (type.kind === "boolean") return castTo(exact, to);
    if (type.kind === "int32") return castTo(exact, to);
    if (type.kind === "epochMillis" && kind === "int64") return exact;
    return type.kind === "epochMillis" || isInteger(type) || isFloating(type) || type.kind === "decimal"
      ? helper(helpers.number, exact)
      : undefined;
  };

const toDouble: Cast = ({ type, exact }, to) => {
  if (type.kind === "string") return helper("text_to_double", exact);
  return isInteger(type) || type.kind === "float" || type.kind === "decimal" ? castTo(exact, to) : undefined;
};

const toFloat: Cast = ({ type, exact }, to) => {
  if (type.kind === "string") return helper("text_to_float", exact);
  if (type.kind === "double") return helper("to_float", exact);
  return isInteger(type) || type.kind === "decimal" ? castTo(exact, to) : undefined;
};

const toDecimal: Cast = ({ type, exact }, to) => {
  if (to.kind !== "decimal") return undefined;
  const size = [to.precision, to.scale].map((digits) => number(BigInt(digits)));
  if (type.kind === "string") return helper("text_to_decimal", exact, ...size);
  if (isFloating(type)) return helper("to_decimal", exact, ...size);
  return isInteger(type) || type.kind === "decimal" ? castTo(exact, to) : undefined;
};

const toText: Cast = ({ type, exact }, to) => {
  if (type.kind === "decimal") return helper("decimal_to_text", exact, number(BigInt(type.scale)));
  return isInteger(type) || type.kind === "boolean" || type.kind === "date" || type.kind === "epochMillis" ? castTo(exact, to) : undefined;
};

const fromText =
  (functionName: string): Cast =>
  ({ type, exact }) =>
    type.kind === "string" ? helper(functionName, exact) : undefined;

const none: Cast = () => undefined;

/** Casts to each kind of type, from the types that `castMayFail` lists. What Spark's own cast means differently is a helper's. */
const CASTS: { readonly [K in TypeKind]: Cast } = {
  string: toText,
  boolean: fromText("text_to_boolean"),
  int32: toInteger("int32"),
  int64: toInteger("int64"),
  float: toFloat,
  double: toDouble,
  decimal: toDecimal,
  date: fromText("text_to_date"),
  timestamp: ({ type, exact }, to) => (type.kind === "date" ? castTo(exact, to) : undefined),
  epochMillis: ({ type, exact }, to) => (type.kind === "int64" ? exact : type.kind === "int32" ? castTo(exact, to) : undefined),
  array: none,
  struct: none,
  map: none,
  unknown: none,
};

/** Throws for a pair of types that have no cast: no checked plan has one. */
export function castOperand(input: Operand, to: ColumnType): Operand {
  if (sameType(input.type, to)) return input;
  const python = CASTS[to.kind](input, to);
  if (python === undefined) throw new Error(`there is no cast from ${typeName(input.type)} to ${typeName(to)}`);
  return exactly(to, python);
}
