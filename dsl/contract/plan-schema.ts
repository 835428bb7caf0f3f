import * as z from "zod";
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

const column = { name, type: typeSchema, nullable: z.boolean(), description: text.optional() };
const formats = ["iceberg", "json", "parquet"] as const;
const path = z.array(name);
const check = z.discriminatedUnion("rule", [
  z.strictObject({ path, rule: z.literal("pattern"), name: text, pattern: text }),
  z.strictObject({ path, rule: z.literal("oneOf"), values: z.array(z.union([text, z.number()])) }),
  z.strictObject({ path, rule: z.enum(["min", "max"]), value: z.number(), exclusive: z.boolean() }),
  z.strictObject({ path, rule: z.enum(["multipleOf", "minLength", "maxLength"]), value: z.number() }),
]);

const described = { name, zone: name, description: text.optional(), file: text };

/** `plan.json` of a source: what lands there and how it is read. */
export const SOURCE = {
  ...described,
  path: text,
  format: z.strictObject({ kind: z.enum(formats) }),
  columns: z.array(z.strictObject({ ...column, personal: name.optional(), checks: z.array(check) })),
  unique: z.array(names),
  person: z.array(z.strictObject({ column: name, table: name, references: name, ambiguous: z.boolean() })),
  eventTime: name.optional(),
  quarantine: z.strictObject({ atMost: z.number(), atMostMB: z.number().optional() }),
  gzip: z.strictObject({ atMostTimes: z.number() }).optional(),
};

/** A proof is more than is read of it: what is not named here is passed over. */
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

/** `plan.json` of a table: what it is made of, as the job runs it, and what is proven of it. */
export const TABLE = {
  ...described,
  columns: z.array(z.strictObject(column)),
  format: z.strictObject({ kind: z.enum(formats) }),
  partitionBy: names,
  targetFileMB: z.number().optional(),
  personal: byColumn(text),
  anyOwner: text.optional(),
  atAnyTime: text.optional(),
  implicit: text.optional(),
  replaces: z.array(z.strictObject({ column: name, from: text, to: text })).optional(),
  reads: names,
  /** The environment variables that the job needs, with secrets. */
  environment: names.optional(),
  steps: z.array(stepSchema).min(1),
  lineage: z.object({ columns: byColumn(z.object({ from: z.array(origin), expression: text })), rows: z.array(origin) }),
  proof,
};

const source = z.strictObject({ kind: z.literal("source"), ...SOURCE });
const table = z.strictObject({ kind: z.literal("table"), ...TABLE });
/** `plan.json`. Strict but for proofs and lineage: what a reader does not know is told, and never passed over. */
export const planSchema = z.discriminatedUnion("kind", [source, table]);

/** The same for who writes it. Of proofs and lineage a reader passes over what it does not know, so they are not looked through, which takes long. */
export const writtenSchema = z.discriminatedUnion("kind", [source, table.extend({ lineage: z.object({}), proof: z.object({}) })]);
