import * as z from "zod";
import { AGGREGATE_RULES } from "../../expressions/aggregate.ts";
import type { Expression } from "../../expressions/expression.ts";
import { FUNCTION_RULES } from "../../expressions/functions.ts";
import { WINDOW_RULES } from "../../expressions/window.ts";
import { type ColumnType, SCALAR_KINDS } from "../../schema/column-type.ts";

/** Strict everywhere: what this Sluice does not know may change what the rest means. */
const loose = z.lazy;

const names = (table: Readonly<Record<string, unknown>>) => z.enum(Object.keys(table));

export const typeSchema: z.ZodType<unknown> = loose(() => z.union([scalar, ...Object.values(COMPOSED)]));

const scalar = z.strictObject({ kind: z.enum(SCALAR_KINDS) });
type Composed = Exclude<ColumnType["kind"], (typeof SCALAR_KINDS)[number]>;
const COMPOSED: { readonly [K in Composed]: z.ZodType } = {
  decimal: z.strictObject({ kind: z.literal("decimal"), precision: z.int(), scale: z.int() }),
  array: z.strictObject({ kind: z.literal("array"), element: typeSchema }),
  map: z.strictObject({ kind: z.literal("map"), value: typeSchema }),
  struct: z.strictObject({
    kind: z.literal("struct"),
    fields: z.array(z.strictObject({ name: z.string(), type: typeSchema, nullable: z.boolean(), description: z.string().optional() })),
  }),
};

/** An expression of any kind that there is. */
export const expressionSchema: z.ZodType<unknown> = loose(() => z.discriminatedUnion("op", Object.values(KINDS) as [Kind, ...Kind[]]));

type Kind = z.core.$ZodTypeDiscriminable & z.ZodObject;

const KINDS: { readonly [Op in Expression["op"]]: Kind } = {
  column: z.strictObject({ op: z.literal("column"), name: z.string(), side: z.enum(["left", "right"]).optional() }),
  literal: z.strictObject({ op: z.literal("literal"), type: typeSchema, value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  call: z.strictObject({ op: z.literal("call"), function: names(FUNCTION_RULES), arguments: z.array(expressionSchema) }),
  cast: z.strictObject({ op: z.literal("cast"), input: expressionSchema, to: typeSchema }),
  when: z.strictObject({
    op: z.literal("when"),
    branches: z.array(z.strictObject({ when: expressionSchema, then: expressionSchema })),
    otherwise: expressionSchema,
  }),
  field: z.strictObject({ op: z.literal("field"), input: expressionSchema, field: z.string() }),
  native: z.strictObject({
    op: z.literal("native"),
    type: typeSchema,
    inputs: z.array(z.strictObject({ name: z.string(), expression: expressionSchema })),
    spark: z.string(),
    duckdb: z.string(),
  }),
};

export const aggregateSchema = z.strictObject({
  op: z.literal("aggregate"),
  function: names(AGGREGATE_RULES),
  argument: expressionSchema.optional(),
});

export const windowSchema = z.union([
  aggregateSchema,
  z.strictObject({
    op: z.literal("window"),
    function: names(WINDOW_RULES),
    argument: expressionSchema.optional(),
    offset: z.int().optional(),
  }),
]);
