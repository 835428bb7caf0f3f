import * as z from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";
import { visibleJson } from "../diagnostics/visible.ts";

/** A change that somebody stands for, named as `identityOf` does, and why. */
export interface Acknowledgement {
  readonly change: string;
  readonly reason: string;
}

/** What makes an acknowledgement itself. */
export const acknowledgementKey = ({ change, reason }: Acknowledgement): string => JSON.stringify([change, reason]);

/** Its name below the folder of the transforms. */
export const BREAKS = "breaks.json";

const schema = z.strictObject({
  breaks: z.array(z.strictObject({ change: z.string().min(1), reason: z.string().regex(/\S/, "a reason in words") })),
});

/** The acknowledgements of a file; none when there is no file. Refuses `breaks-file-wrong`. */
export function readBreaks(file: string, text: string | undefined): readonly Acknowledgement[] {
  if (text === undefined) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (failure) {
    return refuse("breaks-file-wrong", { file, fault: `it is not JSON: ${(failure as Error).message}` });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data.breaks;
  const [issue] = result.error.issues;
  return refuse("breaks-file-wrong", { file, fault: `${issue?.path.join(".") || "the whole file"}: ${issue?.message ?? ""}` });
}

/** The text of the file: an acknowledgement a line, so that two pull requests rarely touch one line. */
export const breaksText = (acknowledgements: readonly Acknowledgement[]): string =>
  visibleJson(
    `{\n  "breaks": [\n${acknowledgements.map(({ change, reason }) => `    ${JSON.stringify({ change, reason })}`).join(",\n")}\n  ]\n}\n`,
  );
