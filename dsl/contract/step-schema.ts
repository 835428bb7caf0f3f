import * as z from "zod";
import { aggregateSchema, byOperation, expressionSchema, typeSchema, windowSchema } from "./expression-schema.ts";

const name = z.string();
/** Earlier versions wrote a description too where the author's schema had one; it says nothing here. */
const columns = z.array(z.strictObject({ name, type: typeSchema, nullable: z.boolean(), description: name.optional() }));
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

/** What each operation has besides its name and its inputs. */
export const STEPS = {
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

const inputs = z.array(z.int().nonnegative());

/** An operation as `plan.json` has it. */
export const stepSchema = byOperation(Object.fromEntries(Object.entries(STEPS).map(([op, own]) => [op, { inputs, ...own }])));
