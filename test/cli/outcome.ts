import { expect } from "vitest";
import { z } from "zod";
import type { Ended } from "./child.ts";

const count = z.int().positive().nullable();
const diagnosticSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  message: z.string().min(1),
  file: z.string().nullable(),
  line: count,
  column: count,
  endLine: count,
  endColumn: count,
  suggestion: z.string().nullable(),
  repairs: z.array(
    z.strictObject({
      shown: z.string(),
      isSafe: z.boolean(),
      edits: z.array(
        z.strictObject({ file: z.string(), line: z.int(), column: z.int(), endLine: z.int(), endColumn: z.int(), text: z.string() }),
      ),
    }),
  ),
  notes: z.array(z.strictObject({ message: z.string(), file: z.string().nullable(), line: count, column: count })),
});
const answerSchema = z.looseObject({ ok: z.boolean(), diagnostics: z.array(diagnosticSchema) });
const tableSchema = z.strictObject({
  table: z.string(),
  zone: z.string(),
  rows: z.int(),
  quarantined: z.int(),
  ms: z.number(),
  status: z.literal("ok"),
  path: z.string(),
  quarantinePath: z.string().nullable(),
  landing: z.strictObject({ records: z.int(), bytes: z.int().nullable(), quarantinedBytes: z.int().nullable() }).nullable(),
  passedOver: z.strictObject({ count: z.int().nonnegative(), files: z.array(z.string()) }).nullable(),
});
const runSchema = answerSchema.extend({ engine: z.literal("duckdb"), tables: z.array(tableSchema) });

type Answer = z.infer<typeof answerSchema>;

/** The one object that `--json` printed, whose `ok` must agree with the exit code. */
export function answerOf({ code, stdout }: Ended): Answer {
  return checked(answerSchema, code, stdout);
}

/** The same of `sluice run --json`. */
export function runOf({ code, stdout }: Ended): z.infer<typeof runSchema> {
  return checked(runSchema, code, stdout);
}

function checked<T extends Answer>(schema: z.ZodType<T>, code: number | null, stdout: string): T {
  expect(stdout.endsWith("}\n")).toBe(true);
  const answer = schema.parse(JSON.parse(stdout));
  expect(answer.ok).toBe(code === 0);
  expect(answer.diagnostics.some(({ severity }) => severity === "error")).toBe(!answer.ok);
  return answer;
}

export const codesOf = (answer: Answer): readonly string[] => answer.diagnostics.map(({ code }) => code);

/** It ended well, and said nothing on stderr but progress. */
export function expectGood({ code, stderr }: Ended): void {
  expect({ code, stderr: withoutProgress(stderr) }).toEqual({ code: 0, stderr: "" });
}

const withoutProgress = (stderr: string): string => stderr.replaceAll(/^\[\d+\/\d+\] .*\n/gm, "");

/** A failure that a user can mend: exit code 1, nothing on stdout, these codes, no stack trace. */
export function expectRefused({ code, stdout, stderr }: Ended, codes: readonly string[], ...words: readonly (string | RegExp)[]): void {
  expect({ code, stdout, codes: [...stderr.matchAll(/^error\[([a-z-]+)\]/gm)].map(([, found]) => found) }, stderr).toEqual({
    code: 1,
    stdout: "",
    codes,
  });
  for (const word of words) expect(stderr).toMatch(word);
  expectNoTrace(stderr);
}

/** Neither a stack trace, nor a file of Sluice's own. */
export function expectNoTrace(stderr: string): void {
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toMatch(/Node\.js v|dsl\/(cli|compiler|run|sample|source)\//);
}
