import type { ColumnType } from "../schema/column-type.ts";
import type { Expression } from "./expression.ts";
import { operandsOf } from "./expression.ts";

/**
 * An expression in each engine's own SQL, for what the others cannot say. Its texts read nothing but the inputs, by their names.
 * What it gives is taken for nullable, and nothing is proven of it but what it may be computed from.
 */
export interface NativeExpression {
  readonly op: "native";
  readonly type: ColumnType;
  readonly inputs: readonly { readonly name: string; readonly expression: Expression }[];
  readonly spark: string;
  readonly duckdb: string;
}

export type NativeEngine = "spark" | "duckdb";

/** The native expressions in others, outermost first. */
export const nativesIn = (expressions: readonly Expression[]): readonly NativeExpression[] =>
  expressions.flatMap((expression) => [...(expression.op === "native" ? [expression] : []), ...nativesIn(operandsOf(expression))]);
