import type { z } from "zod";
import type { ValueOf as ValueOfSchema } from "../schema/fields-of.ts";
import { literal as literalBuilder } from "./expression-builder.ts";
import type { Condition, Constant, Expression, ExpressionOf, Measure, ValueGiven, Widened, WindowFunction } from "./expression-types.ts";
import { count as countBuilder, denseRank as denseRankBuilder, rank as rankBuilder, rowNumber as rowNumberBuilder } from "./measures.ts";
import { native as nativeBuilder } from "./native.ts";
import type { Alike } from "./type-mistakes.ts";
import { when as whenBuilder } from "./when.ts";

/** A constant in place of a column. A `Date` is a timestamp. */
export const literal = literalBuilder as unknown as <const C extends Constant>(value: C) => ExpressionOf<Widened<C>, never>;

/** The number of rows of a group, or of a window's frame. */
export const count = countBuilder as unknown as () => Measure<number, never>;

/** In a `window`: the place of a row in its partition, from 1; no two rows have one. */
export const rowNumber = rowNumberBuilder as unknown as () => WindowFunction<number>;

/** In a `window`: the place of a row in its partition, from 1; rows that tie share one, and the next have the place after them all. */
export const rank = rankBuilder as unknown as () => WindowFunction<number>;

/** In a `window`: as `rank`, without gaps. */
export const denseRank = denseRankBuilder as unknown as () => WindowFunction<number>;

/** That a value has the type of the values before it. */
type OneType<Result, V> = Alike<Result, ValueGiven<V>, "the values of a `when` have different types: cast one of them">;

interface When<Result> {
  when<V extends Expression | Constant>(
    condition: Condition<boolean | null, string, string>,
    value: V & OneType<Result, V>,
  ): When<Result | ValueGiven<V>>;
  otherwise<V extends Expression | Constant | null>(value: V & OneType<Result, V>): ExpressionOf<Result | ValueGiven<V>, never>;
}

/** `when(condition, value).when(...).otherwise(value)`: the value of the first condition that is true. */
export const when = whenBuilder as unknown as <V extends Expression | Constant>(
  condition: Condition<boolean | null, string, string>,
  value: V,
) => When<ValueGiven<V>>;

/** An expression in each engine's own SQL. */
interface Native<Schema> {
  /** What the texts give: a zod schema of a plain value, without checks. NULL may come out whatever it says. */
  readonly type: Schema;
  /** The columns that the texts may name, and nothing else. */
  readonly inputs?: Readonly<Record<string, Expression>>;
  /** In Spark SQL, for the generated job. */
  readonly spark: string;
  /** In DuckDB's SQL, for the embedded run. */
  readonly duckdb: string;
}

/** What the language cannot say, in each engine's own SQL. Nothing is proven of it but where its value may come from. */
export const native = nativeBuilder as unknown as <Schema extends z.core.$ZodType>(
  options: Native<Schema>,
) => ExpressionOf<ValueOfSchema<Schema> | null, never>;
