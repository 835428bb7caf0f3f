import { commonType } from "../../expressions/common-type.ts";
import type { LiteralExpression } from "../../expressions/expression.ts";
import { type ColumnType, isFloating, isInteger, sameType } from "../../schema/column-type.ts";
import { attribute, call, constant, method, name, number, type PythonExpression, string } from "./python-tree.ts";
import { sparkType } from "./spark-types.ts";

/** A scalar expression in Python, in the forms that different places ask for. */
export interface Operand {
  readonly type: ColumnType;
  /** A Column of exactly this type in Spark. */
  readonly exact: PythonExpression;
  /** A Column that has this type, or a narrower number that Spark itself promotes to it beside one that has: `F.lit(5)` for a bigint. */
  readonly column: PythonExpression;
  /** What may stand to the right of a comparison: a value of Python's, or the column. */
  readonly plain: PythonExpression;
  /** The constant NULL, which Spark gives any type that it meets. */
  readonly isNull?: true;
}

const F = name("F");

/** `F.function(args)` */
export const f = (functionName: string, ...args: readonly PythonExpression[]): PythonExpression => call(attribute(F, functionName), args);
/** `sluice.function(args)` */
export const helper = (functionName: string, ...args: readonly PythonExpression[]): PythonExpression =>
  call(attribute(name("sluice"), functionName), args);
export const lit = (value: PythonExpression): PythonExpression => f("lit", value);
export const castTo = (column: PythonExpression, type: ColumnType): PythonExpression => method(column, "cast", string(sparkType(type)));

/** A Column that has its type without a doubt. */
export const exactly = (type: ColumnType, exact: PythonExpression): Operand => ({ type, exact, column: exact, plain: exact });

const INT32_MAX = 2n ** 31n - 1n;

export function literalOperand({ type, value }: LiteralExpression): Operand {
  if (value === null) return { ...exactly(type, castTo(lit(constant(null)), type)), isNull: true };
  switch (type.kind) {
    case "string":
      return plainly(type, string(String(value)));
    case "boolean":
      return exactly(type, lit(constant(value === true)));
    case "int32":
      return plainly(type, number(BigInt(value)));
    case "int64":
    case "epochMillis": {
      const digits = number(BigInt(value));
      const isLong = BigInt(value) > INT32_MAX || BigInt(value) < -INT32_MAX - 1n;
      return isLong ? plainly(type, digits) : { ...plainly(type, digits), exact: castTo(lit(digits), type) };
    }
    case "double":
      return plainly(type, number(Number(value)));
    case "float":
      return exactly(type, castTo(lit(number(Number(value))), type));
    case "decimal":
      return exactly(type, castTo(lit(string(String(value))), type));
    case "date":
    case "timestamp":
      return { ...exactly(type, castTo(lit(string(String(value))), type)), plain: string(String(value)) };
    default:
      throw new Error(`there is no literal of type ${type.kind}`);
  }
}

const plainly = (type: ColumnType, plain: PythonExpression): Operand => ({ ...exactly(type, lit(plain)), plain });

/** The value of Python's in `F.lit(...)`, where a function takes either. */
export function withoutLit(column: PythonExpression): PythonExpression {
  const [value] = column.kind === "call" ? column.arguments : [];
  const isLit =
    column.kind === "call" && column.function.kind === "attribute" && column.function.object === F && column.function.name === "lit";
  return isLit && value !== undefined ? value : column;
}

/**
 * The operands so that Spark compares or unites them as their common type. It promotes by itself, but a float beside an
 * integer only to a float, and decimals to a type that may lack digits.
 */
export function promoted(operands: readonly Operand[]): readonly Operand[] {
  const types = operands.map(({ type }) => type);
  const common = commonTypeOf(types);
  if (types.every((type) => sameType(type, common)) || isInteger(common)) return operands;
  if (isFloating(common) && (types.every(isFloating) || !types.some(({ kind }) => kind === "float"))) return operands;
  if (common.kind === "decimal" && digitsOfAll(types) <= 38) return operands;
  return operands.map((operand) => as(operand, common));
}

/** The operands so that Spark unites them to exactly their common type, as the branches of a conditional. */
export function united(operands: readonly Operand[]): readonly PythonExpression[] {
  const common = commonTypeOf(operands.map(({ type }) => type));
  const all = common.kind === "decimal" ? operands.map((operand) => (operand.isNull ? operand : as(operand, common))) : promoted(operands);
  const oneIsExact = all.some(({ type, exact, column, isNull }) => exact === column && isNull === undefined && sameType(type, common));
  if (!oneIsExact) return all.map((operand) => as(operand, common).exact);
  return all.map(({ column, isNull }) => (isNull ? lit(constant(null)) : column));
}

/** The same value in another number type that holds it. */
export function as(operand: Operand, type: ColumnType): Operand {
  if (sameType(operand.type, type)) return operand;
  const value = type.kind === "double" ? numberIn(operand.column) : undefined;
  return value === undefined ? exactly(type, castTo(operand.column, type)) : plainly(type, number(value));
}

/** The number in `F.lit(...)`; undefined where there is none. */
export function numberIn(column: PythonExpression): number | undefined {
  const literal = withoutLit(column);
  const [sign, digits] = literal.kind === "unary" ? [-1, literal.operand] : [1, literal];
  return literal !== column && digits.kind === "number" ? sign * Number(digits.value) : undefined;
}

export function commonTypeOf(types: readonly ColumnType[]): ColumnType {
  const common = commonType(types);
  if (common === undefined || common.kind === "unknown") throw new Error("a checked plan has no operands without a common type");
  return common;
}

/** How many digits a decimal needs for all values of the types, before and after the point. */
function digitsOfAll(types: readonly ColumnType[]): number {
  const decimals = types.map(asDecimal);
  return Math.max(...decimals.map(({ precision, scale }) => precision - scale)) + Math.max(...decimals.map(({ scale }) => scale));
}

const asDecimal = (type: ColumnType): { readonly precision: number; readonly scale: number } =>
  type.kind === "decimal" ? type : { precision: type.kind === "int32" ? 10 : 20, scale: 0 };
