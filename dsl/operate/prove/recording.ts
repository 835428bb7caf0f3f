import * as z from "zod";

const valueSchema = z.union([z.string(), z.number()]);

const factSchema = z.strictObject({
  name: z.string(),
  got: valueSchema,
  /** What was known before: from the preview, what was compiled, or the embedded engine. Null where nobody can know. */
  expected: valueSchema.nullable(),
  /** Whether AWS must answer as the emulator does; else it is only recorded, as seconds are. */
  compared: z.boolean(),
});

const stepSchema = z.strictObject({
  step: z.string(),
  status: z.enum(["done", "failed", "not reached"]),
  seconds: z.number().nonnegative(),
  facts: z.array(factSchema).readonly(),
  error: z.string().nullable(),
});

export const recordingSchema = z.strictObject({
  where: z.enum(["AWS", "emulator"]),
  /** The day, in UTC. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  commit: z.string().nullable(),
  region: z.string(),
  pulumi: z.string(),
  steps: z.array(stepSchema).readonly(),
});

/** What a value of a fact may be. */
export type Value = z.infer<typeof valueSchema>;
export type Fact = Readonly<z.infer<typeof factSchema>>;
export type StepRecord = Readonly<z.infer<typeof stepSchema>>;
/** What was asked, expected and answered in a proof. */
export type Recording = Readonly<z.infer<typeof recordingSchema>>;

/** A fact that was known before. */
export const known = (name: string, got: Value, expected: Value): Fact => ({ name, got, expected, compared: true });
/** A fact that AWS and the emulator must agree on. */
export const agreed = (name: string, got: Value): Fact => ({ name, got, expected: null, compared: true });
/** A fact that is only recorded. */
export const noted = (name: string, got: Value): Fact => ({ name, got, expected: null, compared: false });

/** The facts that are not as they were known before. */
export const differing = ({ steps }: Recording): readonly (Fact & { readonly step: string })[] =>
  steps.flatMap(({ step, facts }) =>
    facts.filter(({ got, expected }) => expected !== null && got !== expected).map((fact) => ({ ...fact, step })),
  );

/** Whether every step was done and every fact is as it was known before. */
export const holds = (recording: Recording): boolean =>
  recording.steps.every(({ status }) => status === "done") && differing(recording).length === 0;
