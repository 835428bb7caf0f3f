import { balanced } from "../../expressions/balanced.ts";
import type { FunctionName } from "../../expressions/functions.ts";
import { both, only } from "../../operations/support.ts";
import { BOOLEAN, type ColumnType, DOUBLE, INT64, isFloating } from "../../schema/column-type.ts";
import { as, castTo, commonTypeOf, exactly, f, helper, lit, numberIn, type Operand, promoted, united, withoutLit } from "./operands.ts";
import { type BinaryOperator, binary, method, not, number, type PythonExpression, type PythonString, string } from "./python-tree.ts";
import { regexpExtract, regexpLike } from "./regexp.ts";

/** Writes a call of one function; `type` is what the type rule says of the result. */
type Writer = (operands: readonly Operand[], type: ColumnType) => Operand;

const truth = (python: PythonExpression): Operand => exactly(BOOLEAN, python);

const comparison =
  (operator: BinaryOperator): Writer =>
  (operands) => {
    const [left, right] = both(promoted(operands));
    return truth(binary(left.column, operator, right.plain));
  };

const sameValue = (operands: readonly Operand[]): PythonExpression => {
  const [left, right] = both(promoted(operands));
  return method(left.column, "eqNullSafe", right.plain);
};

/** Spark compares with each bound apart, so the first operand alone decides whether all is compared as doubles. */
const between: Writer = (operands) => {
  const common = commonTypeOf(operands.map(({ type }) => type));
  const [value, low, high] = promoted(operands);
  if (value === undefined || low === undefined || high === undefined) throw new Error("between has three operands");
  const inside = method((common.kind === "double" ? as(value, common) : value).column, "between", low.plain, high.plain);
  // Spark's BETWEEN is false, not NULL, where one bound rules the value out and the other is NULL.
  const bounds = [low, high].filter(({ plain }) => plain.kind !== "number" && plain.kind !== "string");
  const known: readonly PythonExpression[] = bounds.map(({ column }) => method(column, "isNotNull"));
  return truth(
    known.length === 0
      ? inside
      : f(
          "when",
          known.reduce((left, right) => binary(left, "&", right)),
          inside,
        ),
  );
};

const joined =
  (operator: "&" | "|") =>
  (parts: readonly PythonExpression[]): PythonExpression =>
    parts.reduce((left, right) => binary(left, operator, right));

/** Spark takes an AND apart and makes a chain of all its parts, but does not look into what is cast. */
const all: Writer = (operands) =>
  truth(
    balanced(
      operands.map(({ exact }) => exact),
      joined("&"),
      (group) => method(method(joined("&")(group), "cast", string("int")), "cast", string("boolean")),
    ),
  );

/** Nobody should have to know that `&` binds tighter. */
const any: Writer = (operands) =>
  truth(
    balanced(
      operands.map(
        ({ exact }): PythonExpression =>
          exact.kind === "binary" && exact.operator === "&" ? { kind: "parentheses", inner: exact } : exact,
      ),
      joined("|"),
    ),
  );

const ofColumn =
  (methodName: string): Writer =>
  (operands) =>
    truth(method(only(operands).column, methodName));

/** A method of the first text with the second, which may be a text of Python's. */
const ofText =
  (methodName: string): Writer =>
  (operands) => {
    const [text, other] = both(operands);
    return truth(method(text.exact, methodName, other.plain));
  };

/** A function that means the same in Spark and takes Columns only. */
const plainly =
  (functionName: string): Writer =>
  (operands, type) =>
    exactly(type, f(functionName, ...operands.map(({ exact }) => exact)));

const byHelper =
  (functionName: string): Writer =>
  (operands, type) =>
    exactly(type, helper(functionName, ...operands.map(({ exact }) => exact)));

/**
 * Arithmetic of two numbers. Doubles by the operator, with what is not finite taken away; whole numbers and decimals by
 * the function that gives NULL on overflow.
 */
const arithmetic =
  (operator: "+" | "-" | "*", functionName: string): Writer =>
  (operands, type) => {
    const fitting = type.kind === "decimal" ? inDecimals(operator, operands, type.scale) : inDoubles(operands);
    const [left, right] = both(type.kind === "int64" ? in64Bits(operands) : fitting);
    if (isFloating(type)) return exactly(type, helper("finite", binary(left.column, operator, right.plain)));
    return with38Digits(type, operands, f(functionName, left.column, right.column));
  };

/** Numbers of which none is a float in Spark, unless one is a double: it would compute as floats. */
function inDoubles(operands: readonly Operand[]): readonly Operand[] {
  if (operands.some(({ type }) => type.kind === "double")) return operands;
  return operands.map((operand) => (operand.type.kind === "float" ? as(operand, DOUBLE) : operand));
}

/**
 * Decimals are added at the larger scale, and multiplied with the second one rounded to the decimals that the first
 * leaves: what does not fit is NULL before the operation, though Spark itself might find a result that fits.
 */
function inDecimals(operator: "+" | "-" | "*", operands: readonly Operand[], scale: number): readonly Operand[] {
  if (operator !== "*") {
    const fits = (type: ColumnType): boolean => digitsOf(type).precision - digitsOf(type).scale + scale <= 38;
    return operands.map((operand) => (fits(operand.type) ? operand : as(operand, { kind: "decimal", precision: 38, scale })));
  }
  const [left, right] = both(operands);
  const least = 38 - digitsOf(left.type).scale;
  return [left, digitsOf(right.type).scale <= least ? right : as(right, { kind: "decimal", precision: 38, scale: least })];
}

/** Whole numbers of which one is a bigint in Spark, so that it computes in 64 bits. */
function in64Bits(operands: readonly Operand[]): readonly Operand[] {
  if (operands.some((operand) => operand.type.kind === "int64" && operand.exact === operand.column)) return operands;
  return operands.map((operand, i) => (i === 0 ? exactly(INT64, bigint(operand)) : operand));
}

const bigint = (operand: Operand): PythonExpression => (operand.type.kind === "int64" ? operand.exact : castTo(operand.exact, INT64));

/** Spark's decimal results have as many digits as the operands need, and ours 38: the same if an operand has that many. */
function with38Digits(type: ColumnType, operands: readonly Operand[], python: PythonExpression): Operand {
  const isExact = type.kind !== "decimal" || operands.some((operand) => operand.type.kind === "decimal" && operand.type.precision === 38);
  return exactly(type, isExact ? python : castTo(python, type));
}

const divided: Writer = (operands, type) => {
  if (type.kind === "decimal") return dividedDecimals(operands, type, type.scale);
  const [left, right] = both(inDoubles(operands));
  const ratio = f("try_divide", left.column, right.column);
  return exactly(type, operands.some((operand) => isFloating(operand.type)) ? helper("finite", ratio) : ratio);
};

/**
 * Spark's own quotient is rounded to as many decimals as its types ask for, and then to ours. That is the same as rounding
 * once where it has enough of them, for which the dividend gets some more; a helper does it where they do not fit.
 */
function dividedDecimals(operands: readonly Operand[], type: ColumnType, scale: number): Operand {
  const [left, right] = both(operands);
  const [a, b] = [digitsOf(left.type), digitsOf(right.type)];
  const wanted = Math.max(a.scale, scale + Math.max(0, a.scale - b.scale));
  const before = a.precision - a.scale;
  if (before + b.scale + wanted + b.precision + 1 > 38)
    return exactly(type, helper("quotient", left.exact, number(BigInt(a.scale)), right.exact, number(BigInt(b.scale))));
  const dividend = wanted === a.scale ? left.column : castTo(left.column, { kind: "decimal", precision: before + wanted, scale: wanted });
  return exactly(type, castTo(f("try_divide", dividend, right.column), type));
}

/** The digits of a decimal or of a whole number, which Spark takes for a decimal beside one. */
const digitsOf = (type: ColumnType): { readonly precision: number; readonly scale: number } =>
  type.kind === "decimal" ? type : { precision: type.kind === "int32" ? 10 : 20, scale: 0 };

/** A helper of one number that gives integers as bigint and decimals with more digits. */
const signed =
  (functionName: string): Writer =>
  (operands, type) =>
    with38Digits(type, operands, helper(functionName, only(inDoubles(operands)).exact));

const rounded: Writer = (operands, type) => {
  const operand = only(inDoubles(operands));
  const whole = helper("round", type.kind === "int64" ? bigint(operand) : operand.exact);
  return exactly(type, type.kind === "decimal" ? castTo(whole, type) : whole);
};

const instant = (operand: Operand): PythonExpression =>
  operand.type.kind === "epochMillis" ? helper("to_timestamp", operand.exact) : operand.exact;

const textOf = (operand: Operand | undefined): PythonString => {
  if (operand?.plain.kind !== "string") throw new Error("a constant text is expected");
  return operand.plain;
};

const INT32_MAX = 2 ** 31 - 1;

/** A constant position or length, as an int of Python's that Spark takes; no text is longer. */
function bound(operand: Operand): PythonExpression {
  const value = numberIn(operand.column);
  if (value === undefined) throw new Error("a constant number is expected");
  return number(BigInt(Math.min(value, INT32_MAX)));
}

const FUNCTIONS: { readonly [K in FunctionName]: Writer } = {
  eq: comparison("=="),
  ne: comparison("!="),
  lt: comparison("<"),
  lte: comparison("<="),
  gt: comparison(">"),
  gte: comparison(">="),
  in: (operands) => {
    const [value, ...values] = promoted(operands);
    if (value === undefined) throw new Error("in has an operand");
    return truth(method(value.column, "isin", ...values.map(({ column }) => withoutLit(column))));
  },
  between,
  isDistinctFrom: (operands) => truth(not(sameValue(operands))),
  isNotDistinctFrom: (operands) => truth(sameValue(operands)),
  isNull: ofColumn("isNull"),
  isNotNull: ofColumn("isNotNull"),
  coalesce: (operands, type) => exactly(type, f("coalesce", ...united(operands))),
  and: all,
  or: any,
  not: (operands) => truth(not(only(operands).exact)),
  plus: arithmetic("+", "try_add"),
  minus: arithmetic("-", "try_subtract"),
  times: arithmetic("*", "try_multiply"),
  dividedBy: divided,
  modulo: (operands, type) => exactly(type, helper("modulo", ...operands.map(({ column }) => column))),
  negated: signed("negated"),
  abs: signed("abs"),
  round: rounded,
  lower: byHelper("lower"),
  upper: byHelper("upper"),
  trim: plainly("trim"),
  concat: plainly("concat"),
  substring: (operands, type) => exactly(type, f("substring", only(operands).exact, ...operands.slice(1).map(bound))),
  length: (operands, type) => {
    const length = f("length", only(operands).exact);
    return { type, exact: castTo(length, type), column: length, plain: length };
  },
  startsWith: ofText("startswith"),
  endsWith: ofText("endswith"),
  contains: ofText("contains"),
  replace: plainly("replace"),
  regexpLike: (operands) => {
    const [text, pattern] = both(operands);
    return truth(regexpLike(text.exact, textOf(pattern).value));
  },
  regexpExtract: (operands, type) => {
    const [text, pattern] = both(operands);
    return exactly(type, regexpExtract(text.exact, textOf(pattern).value));
  },
  sha256: (operands, type) => exactly(type, f("sha2", only(operands).exact, number(256n))),
  pseudonym: (operands, type) => {
    const [text, key] = both(operands);
    return exactly(type, helper("pseudonym", text.exact, textOf(key)));
  },
  toTimestamp: byHelper("to_timestamp"),
  toEpochMillis: byHelper("to_epoch_millis"),
  toDate: (operands, type) => exactly(type, helper("to_date", instant(only(operands)))),
  truncatedTo: (operands, type) => {
    const [time, unit] = both(operands);
    const truncated = helper("truncate", instant(time), textOf(unit));
    return exactly(type, type.kind === "epochMillis" ? helper("to_epoch_millis", truncated) : truncated);
  },
  at: (operands, type) => {
    const [array, place] = both(operands);
    const i = BigInt(numberIn(place.column) ?? 0);
    return exactly(type, i < 0n ? f("try_element_at", array.exact, lit(number(i))) : f("get", array.exact, number(i)));
  },
  includes: (operands) => {
    const [array, element] = both(operands);
    return truth(f("array_contains", array.exact, element.exact));
  },
  get: plainly("try_element_at"),
  size: (operands, type) => {
    const { type: of, exact } = only(operands);
    // Spark's `size` of NULL is -1 without ANSI mode.
    const size = f("array_size", of.kind === "map" ? f("map_keys", exact) : exact);
    return { type, exact: castTo(size, type), column: size, plain: size };
  },
  difference: (operands, type) => {
    const [end, start] = both(operands.slice(0, 2));
    const name = end.type.kind === "epochMillis" ? "millis_difference" : "difference";
    return exactly(type, helper(name, end.exact, start.exact, textOf(operands[2])));
  },
};

export const callOperand = (name: FunctionName, operands: readonly Operand[], type: ColumnType): Operand => FUNCTIONS[name](operands, type);
