import type * as z from "zod";
import type { AGGREGATES, COMPOSED_TYPES, EXPRESSIONS, SCALARS, WINDOWS } from "../contract/expression-schema.ts";
import type { manifestSchema, zonesSchema } from "../contract/manifest-schema.ts";
import type { SOURCE, TABLE } from "../contract/plan-schema.ts";
import type { STEPS } from "../contract/step-schema.ts";
import type { Aggregate, Expression } from "../expressions/expression.ts";
import type { WindowExpression } from "../expressions/window.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { RelationNode } from "../operations/relation.ts";
import type { ColumnType, ScalarKind } from "../schema/column-type.ts";
import type { Manifest } from "./manifest.ts";
import type { SourceFile, TableFile } from "./plan-file.ts";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type Optional<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];
type OptionalIn<Shape> = { [K in keyof Shape]: Shape[K] extends z.ZodOptional ? K : never }[keyof Shape];

/** Whether a shape has the keys of a type but some, and the same ones may be absent. */
type Holds<T, But, Shape> = Same<
  [Same<Exclude<keyof T, But>, keyof Shape>, Same<Exclude<Optional<T>, But>, OptionalIn<Shape>>],
  [true, true]
>;

/** Whether there is a shape for each type of a union, told apart by a key. */
type HoldsEach<Union, Tag extends keyof Union, But, Shapes> =
  Same<Union extends unknown ? Holds<Union, Tag | But, Shapes[Union[Tag] & keyof Shapes]> : never, true> extends true
    ? Same<Union[Tag], keyof Shapes>
    : false;

/**
 * The schemas of `contract/` have the keys of what the compiler writes, no more and no fewer: a key that is new in a type and not in its
 * schema is a type error here.
 */
export const CONTRACT_HOLDS: readonly [
  Holds<SourceFile, "kind", typeof SOURCE>,
  Holds<TableFile, "kind", typeof TABLE>,
  HoldsEach<RelationNode, "op", "input" | "left" | "right", typeof STEPS>,
  HoldsEach<Expression, "op", never, typeof EXPRESSIONS>,
  HoldsEach<Aggregate, "op", never, typeof AGGREGATES>,
  HoldsEach<WindowExpression, "op", never, typeof WINDOWS>,
  HoldsEach<Exclude<ColumnType, { readonly kind: ScalarKind }>, "kind", never, typeof COMPOSED_TYPES>,
  Same<ScalarKind, (typeof SCALARS)[number]>,
  Same<keyof Manifest, keyof z.infer<typeof manifestSchema>>,
  Same<keyof Pick<LakePlan, "zones" | "consents">, keyof z.infer<typeof zonesSchema>>,
] = [true, true, true, true, true, true, true, true, true, true];
