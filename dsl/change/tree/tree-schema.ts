import * as z from "zod";
import type { Manifest } from "../../compiler/manifest.ts";
import type { PlanFile } from "../../compiler/plan-file.ts";
import { typeSchema } from "./expression-schema.ts";
import { stepSchema } from "./step-schema.ts";

const name = z.string();
const text = z.string();
const names = z.array(name);

/** By the names of columns. Not `z.record`, which passes over `__proto__`: that is a name as any other. */
const byColumn = <V extends z.ZodType>(value: V) =>
  z
    .preprocess(
      (given) => (typeof given === "object" && given !== null && !Array.isArray(given) ? Object.entries(given) : given),
      z.array(z.tuple([name, value])),
    )
    .transform((entries) => Object.fromEntries(entries));

/** `manifest.json`. Its version is looked at before: another one is another format. */
export const manifestSchema = z.object({
  version: z.literal(1),
  tables: z.array(z.object({ name, zone: name, kind: z.enum(["source", "table"]), reads: names })),
  files: z.record(text, text),
}) satisfies z.ZodType<Manifest>;

/** `zones.json`. */
export const zonesSchema = z.object({
  zones: z.array(
    z.strictObject({
      name,
      requires: name.optional(),
      personal: z.enum(["allow", "deny"]),
      implicit: z.enum(["allow", "deny"]).optional(),
    }),
  ),
  consents: z.array(z.strictObject({ name, person: name, givenAt: name })),
});

const column = { name, type: typeSchema, nullable: z.boolean(), description: text.optional() };
const format = z.strictObject({ kind: z.enum(["iceberg", "json", "parquet"]) });
const path = z.array(name);
const check = z.discriminatedUnion("rule", [
  z.strictObject({ path, rule: z.literal("pattern"), name: text, pattern: text }),
  z.strictObject({ path, rule: z.literal("oneOf"), values: z.array(z.union([text, z.number()])) }),
  z.strictObject({ path, rule: z.enum(["min", "max"]), value: z.number(), exclusive: z.boolean() }),
  z.strictObject({ path, rule: z.enum(["multipleOf", "minLength", "maxLength"]), value: z.number() }),
]);

const described = { name, zone: name, description: text.optional(), file: text };

const source = z.strictObject({
  kind: z.literal("source"),
  ...described,
  path: text,
  format,
  columns: z.array(z.strictObject({ ...column, personal: name.optional(), checks: z.array(check) })),
  unique: z.array(names),
  person: z.array(z.strictObject({ column: name, table: name, references: name, ambiguous: z.boolean() })),
  eventTime: name.optional(),
  quarantine: z.strictObject({ atMost: z.number() }),
});

/** A proof has more than is compared: what is not named here is passed over. */
const key = { kind: name, table: name, step: z.int().optional(), column: name.optional() };
const outcome = {
  claim: text,
  status: z.enum(["proven", "acknowledged", "failed", "inherited"]),
  failure: z.object({ known: text, missing: text }).optional(),
  by: z.array(z.object(key)).optional(),
};
const part = z.object({ source: name, through: name.optional() });
const proof = z.object({
  consent: z.array(z.object({ ...outcome, consent: name, part, column: name.nullable(), level: name })),
  onePerson: z.array(z.object({ ...outcome, parts: z.tuple([part, part]) })),
  fanOut: z.array(z.object({ ...outcome, step: z.int() })),
  personal: z.object({ columns: byColumn(names), presence: names }),
  assumptions: z.array(z.looseObject({ kind: z.enum(["unique", "notNull", "reference", "injective", "nobody"]) })),
  acknowledgements: z.array(z.object({ ...key, reason: text })),
});

const origin = z.object({ table: name, column: name, how: z.enum(["copied", "computed"]) });
const table = z.strictObject({
  kind: z.literal("table"),
  ...described,
  columns: z.array(z.strictObject(column)),
  format,
  partitionBy: names,
  targetFileMB: z.number().optional(),
  personal: byColumn(text),
  anyOwner: text.optional(),
  atAnyTime: text.optional(),
  implicit: text.optional(),
  replaces: z.array(z.strictObject({ column: name, from: text, to: text })).optional(),
  reads: names,
  environment: names.optional(),
  steps: z.array(stepSchema).min(1),
  lineage: z.object({ columns: byColumn(z.object({ from: z.array(origin), expression: text })), rows: z.array(origin) }),
  proof,
});

/** `plan.json`. */
export const planSchema = z.discriminatedUnion("kind", [source, table]) as unknown as z.ZodType<PlanFile>;
