import type * as z from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";

/** What a file of the lake folder holds. Refuses with `lake-broken` when it is not what a run writes. */
export function parseFile<T>(path: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse("lake-broken", { path, reason: "it is not JSON" });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  return refuse("lake-broken", { path, reason: `it is not what a run writes: ${issue?.message ?? "no reason"}${where}` });
}
