import * as z from "zod";
import type { Operation } from "../../operations/relation.ts";
import { aggregateSchema, expressionSchema, typeSchema, windowSchema } from "./expression-schema.ts";

const name = z.string();
const columns = z.array(z.strictObject({ name, type: typeSchema, nullable: z.boolean() }));
const projected = z.array(z.strictObject({ name, expression: expressionSchema }));
const row = name.optional();
const reasons = z
  .strictObject({ many: name.optional(), anyOwner: name.optional(), samePerson: name.optional(), atAnyTime: name.optional() })
  .optional();
const join = {
  on: z.array(z.strictObject({ left: name, right: name })),
  where: expressionSchema.optional(),
  rows: z.strictObject({ left: name, right: name }).optional(),
  reasons,
};

/** What each operation has besides its name and its inputs. Strict: what this Sluice does not know may change what the rest means. */
const OWN: { readonly [Op in Operation]: z.ZodRawShape } = {
  read: { table: name, columns },
  filter: { where: expressionSchema, row },
  select: { columns: z.array(name) },
  dropColumns: { columns: z.array(name) },
  rename: { columns: z.array(z.strictObject({ from: name, to: name })) },
  derive: { columns: projected, row },
  project: { columns: projected },
  join,
  leftJoin: join,
  semiJoin: join,
  antiJoin: join,
  distinct: {},
  latest: { by: z.array(name), newest: name },
  aggregate: { by: z.array(name), measures: z.array(z.strictObject({ name, aggregate: aggregateSchema })), row },
  window: {
    partitionBy: z.array(name),
    orderBy: z.array(z.strictObject({ column: name, descending: z.boolean() })),
    columns: z.array(z.strictObject({ name, value: windowSchema })),
    row,
    reasons,
  },
  explode: { column: name, as: name, position: name.optional(), keepEmpty: z.boolean() },
  union: {},
};

type Step = z.core.$ZodTypeDiscriminable & z.ZodObject;

/** An operation as `plan.json` has it. */
export const stepSchema = z.discriminatedUnion(
  "op",
  Object.entries(OWN).map(([op, own]) =>
    z.strictObject({ op: z.literal(op), inputs: z.array(z.int().nonnegative()), ...own }),
  ) as unknown as [Step, ...Step[]],
);
