import * as z from "zod";

const name = z.string();

/** The scalar types. */
export const SCALARS = ["string", "boolean", "int32", "int64", "float", "double", "date", "timestamp", "epochMillis", "unknown"] as const;

export const COMPOSED_TYPES = {
  decimal: { precision: z.int(), scale: z.int() },
  array: { element: z.lazy(() => typeSchema) },
  map: { value: z.lazy(() => typeSchema) },
  struct: {
    fields: z.array(z.strictObject({ name, type: z.lazy(() => typeSchema), nullable: z.boolean(), description: name.optional() })),
  },
};

export const typeSchema: z.ZodType<unknown> = z.lazy(() => anyType);
const anyType = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(SCALARS) }),
  z.strictObject({ kind: z.literal("decimal"), ...COMPOSED_TYPES.decimal }),
  z.strictObject({ kind: z.literal("array"), ...COMPOSED_TYPES.array }),
  z.strictObject({ kind: z.literal("map"), ...COMPOSED_TYPES.map }),
  z.strictObject({ kind: z.literal("struct"), ...COMPOSED_TYPES.struct }),
]);

/** What each kind of expression has besides its name. */
export const EXPRESSIONS = {
  column: { name, side: z.enum(["left", "right"]).optional() },
  literal: { type: typeSchema, value: z.union([name, z.number(), z.boolean(), z.null()]) },
  call: { function: name, arguments: z.array(z.lazy(() => expressionSchema)) },
  cast: { input: z.lazy(() => expressionSchema), to: typeSchema },
  when: {
    branches: z.array(z.strictObject({ when: z.lazy(() => expressionSchema), then: z.lazy(() => expressionSchema) })),
    otherwise: z.lazy(() => expressionSchema),
  },
  field: { input: z.lazy(() => expressionSchema), field: name },
  native: {
    type: typeSchema,
    inputs: z.array(z.strictObject({ name, expression: z.lazy(() => expressionSchema) })),
    spark: name,
    duckdb: name,
  },
};

/** An expression of any kind that there is. A function of another version is a name as any other: it means nothing that is known here. */
export const expressionSchema: z.ZodType<unknown> = z.lazy(() => anyExpression);
const anyExpression = byOperation(EXPRESSIONS);

export const AGGREGATES = { aggregate: { function: name, argument: expressionSchema.optional() } };
export const WINDOWS = {
  ...AGGREGATES,
  window: { function: name, argument: expressionSchema.optional(), offset: z.int().optional() },
};

export const aggregateSchema = byOperation(AGGREGATES);
export const windowSchema = byOperation(WINDOWS);

type Kind = z.core.$ZodTypeDiscriminable & z.ZodObject;

/** Objects that differ by `op`. Strict: what is not known here may change what the rest means. */
export function byOperation(shapes: Readonly<Record<string, z.ZodRawShape>>) {
  const kinds = Object.entries(shapes).map(([op, own]) => z.strictObject({ op: z.literal(op), ...own }));
  return z.discriminatedUnion("op", kinds as unknown as [Kind, ...Kind[]]);
}
