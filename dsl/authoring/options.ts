import type { Report } from "../diagnostics/diagnostic.ts";
import { ownValue } from "../schema/own-value.ts";
import { CALLED, describe, heldBy } from "./held.ts";

/** Reports options that do not exist; TypeScript shows them in the editor, but nothing stops a file that was not checked. */
export function checkOptions(
  options: unknown,
  existing: readonly string[],
  what: string,
  report: Report,
  instead = Object.hasOwn(EXAMPLES, what) ? EXAMPLES[what] : undefined,
): Readonly<Record<string, unknown>> {
  if (!isOptions(options)) {
    const reason = `an object with options is needed, not ${describe(options)}`;
    report({ code: "invalid-declaration", parameters: { what, reason, ...(instead === undefined ? {} : { instead }) } });
    return {};
  }
  for (const option of Object.keys(options)) {
    if (existing.includes(option)) continue;
    const meant = Object.hasOwn(OTHER_NAMES, what) ? ownValue(OTHER_NAMES[what] ?? {}, option) : undefined;
    const parameters = { option, what, existing, ...(typeof meant === "string" ? { meant } : {}) };
    report({ code: "unknown-option", parameters, focus: option });
  }
  return options as Readonly<Record<string, unknown>>;
}

/** An object that is no relation, expression or list. */
export const isOptions = (value: unknown): value is object =>
  typeof value === "object" && value !== null && heldBy(value) === undefined && !(CALLED in value) && !Array.isArray(value);

const KEYS = 'say which columns match: `{ on: { left: "right" } }`';
export const LATEST_EXAMPLE = 'say of what and which: `{ by: ["id"], newest: "at" }`';
const EXAMPLES: Readonly<Record<string, string>> = {
  "`join`": KEYS,
  "`leftJoin`": KEYS,
  "`semiJoin`": KEYS,
  "`antiJoin`": KEYS,
  "`latest`": LATEST_EXAMPLE,
  "`aggregate`": 'say the groups and what is computed: `{ by: ["id"], measures: (row) => ({ n: count() }) }`',
  "`window`": 'say the rows and what is computed: `{ partitionBy: ["id"], orderBy: ["at"], columns: (row) => ({ n: rowNumber() }) }`',
  "`rename`": 'say the old names and the new ones: `.rename({ old: "new" })`',
  "`explode`": 'name the column of the element: `{ as: "element" }`',
};

/** What other languages and libraries call an option. */
const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "`latest`": { orderBy: "newest", order: "newest", sortBy: "newest", partitionBy: "by", groupBy: "by", keys: "by", key: "by", on: "by" },
  "`aggregate`": { groupBy: "by", keys: "by", columns: "measures", aggregations: "measures" },
  "`window`": { by: "partitionBy", groupBy: "partitionBy", order: "orderBy", sortBy: "orderBy", measures: "columns" },
};

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
export function textsIn(value: unknown, what: string, report: Report, focus?: string): readonly string[] | undefined {
  if (value === undefined) return [];
  if (isTexts(value)) return value;
  const other = Array.isArray(value) ? `a list with ${describe(value.find((item) => typeof item !== "string"))} in it` : describe(value);
  const instead = typeof value === "string" ? { instead: `write a list: \`[${JSON.stringify(value)}]\`` } : {};
  report({ code: "invalid-declaration", parameters: { what, reason: `a list of names is needed, not ${other}`, ...instead }, focus });
  return undefined;
}

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === "string");

/** The arguments of an operation that takes names; undefined when one is something else, which is reported. */
export function namesIn(values: readonly unknown[], operation: string, report: Report): readonly string[] | undefined {
  if (isTexts(values)) return values;
  const other = values.find((value) => typeof value !== "string");
  const instead = isTexts(other) ? other.map((name) => JSON.stringify(name)).join(", ") : '"a", "b"';
  report({
    code: "invalid-declaration",
    parameters: {
      what: `\`${operation}\``,
      reason: `the names of columns are needed, not ${describe(other)}`,
      instead: `name one after the other: \`.${operation}(${instead})\``,
    },
  });
  return undefined;
}
