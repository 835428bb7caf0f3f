import type { Report } from "../diagnostics/diagnostic.ts";
import { ownValue } from "../schema/own-value.ts";
import { describe } from "./held.ts";

/** Reports options that do not exist; TypeScript shows them in the editor, but nothing stops a file that was not checked. */
export function checkOptions(
  options: unknown,
  existing: readonly string[],
  what: string,
  report: Report,
): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null) {
    report({ code: "invalid-declaration", parameters: { what, reason: `an object with options is needed, not ${describe(options)}` } });
    return {};
  }
  for (const option of Object.keys(options)) {
    if (!existing.includes(option)) report({ code: "unknown-option", parameters: { option, what, existing }, focus: option });
  }
  return options as Readonly<Record<string, unknown>>;
}

/** The reasons that were given, each with some text in it. */
export function reasonsIn<Name extends string>(
  options: Readonly<Record<string, unknown>>,
  names: readonly Name[],
  report: Report,
): { readonly [N in Name]?: string } {
  const reasons = names.flatMap((name): readonly (readonly [string, string])[] => {
    const reason = ownValue(options, name);
    if (reason === undefined) return [];
    if (typeof reason === "string" && reason.trim() !== "") return [[name, reason.trim()]];
    report({ code: "empty-reason", parameters: { option: name }, focus: name });
    return [];
  });
  return Object.fromEntries(reasons) as { readonly [N in Name]?: string };
}

/** The texts of a list option; undefined when it is something else, which is reported. */
export function textsIn(value: unknown, what: string, report: Report): readonly string[] | undefined {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  report({ code: "invalid-declaration", parameters: { what, reason: `a list of names is needed, not ${describe(value)}` } });
  return undefined;
}
