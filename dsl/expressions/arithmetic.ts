import { type ColumnType, DOUBLE, INT64, isFloating, isInteger } from "../schema/column-type.ts";
import { type FunctionRule, fallible } from "./function-rule.ts";

/**
 * Integers are computed in 64 bits and doubles in IEEE 754; a result that does not fit, is not finite, or divides by
 * zero is NULL. Two decimals give a decimal with the larger scale (plus, minus) or the sum of the scales (times), at
 * 38 digits; a decimal with a double is a double. `dividedBy` of integers or doubles is a double, of decimals a
 * decimal(38,6). `modulo` has the sign of the dividend. `round` is to a whole number, half away from zero.
 */
export const arithmetic = {
  plus: fallible(["number", "number"], (types) => arithmeticType(types, Math.max)),
  minus: fallible(["number", "number"], (types) => arithmeticType(types, Math.max)),
  times: fallible(["number", "number"], (types) => arithmeticType(types, (a, b) => a + b)),
  dividedBy: fallible(["number", "number"], (types) => {
    const common = arithmeticType(types, Math.max);
    return common.kind === "decimal" ? { kind: "decimal", precision: 38, scale: 6 } : DOUBLE;
  }),
  modulo: fallible(["integer", "integer"], INT64),
  negated: fallible(["number"], (types) => arithmeticType(types, Math.max)),
  abs: fallible(["number"], (types) => arithmeticType(types, Math.max)),
  round: fallible(["number"], (types) => {
    const common = arithmeticType(types, Math.max);
    return common.kind === "decimal" ? { kind: "decimal", precision: 38, scale: 0 } : common;
  }),
} as const satisfies Record<string, FunctionRule>;

function arithmeticType(types: readonly ColumnType[], scaleOf: (a: number, b: number) => number): ColumnType {
  if (types.some(isFloating)) return DOUBLE;
  if (types.every(isInteger)) return INT64;
  const scales = types.map((type) => (type.kind === "decimal" ? type.scale : 0));
  const scale = scales.length === 1 ? (scales[0] ?? 0) : scales.reduce((a, b) => scaleOf(a, b));
  return { kind: "decimal", precision: 38, scale: Math.min(scale, 38) };
}
