import type { z } from "zod";
import type { Report } from "../diagnostics/diagnostic.ts";
import { describeSchema, reportUnknownKeys } from "./describe-schema.ts";
import { PERSONAL } from "./helpers.ts";
import { type Place, reportSchema } from "./place.ts";
import { rowChecks } from "./row-checks.ts";
import type { SourceColumn } from "./source-column.ts";
import { checksOf, type Schema } from "./unwrap.ts";

/**
 * The columns of a source in declared order. What a column cannot hold is reported, and its type is `unknown`; a check
 * that cannot be made on rows is reported and left out. Names that differ only by case are left to the source itself.
 */
export function columnsFromZod(row: z.ZodObject, report: Report): readonly SourceColumn[] {
  const place: Place = { words: "row", column: "row", path: [], repeated: false, enclosing: [row], report };
  const schema: Schema | undefined = row;
  if (schema?._zod?.def.type !== "object") {
    reportSchema(place, "not an object", "describe a row with `z.object({ ... })`");
    return [];
  }
  const { def } = schema._zod;
  reportUnknownKeys(def, place);
  rowChecks(checksOf(schema), { kind: "struct", fields: [] }, place);
  const kindOfAll = PERSONAL.get(row)?.kind;
  return Object.keys(def.shape).map((name) => {
    const { personal, ...column } = describeSchema(name, def.shape[name], { ...place, words: name, column: name });
    const kinds = personal.length === 0 && kindOfAll !== undefined ? [kindOfAll] : personal;
    return { ...column, ...personalKind(kinds, { ...place, words: name, column: name }) };
  });
}

/** The kinds of a column in words; an empty one is reported, and the column stays personal. */
function personalKind(kinds: readonly string[], place: Place): { readonly personal?: string } {
  if (kinds.length === 0) return {};
  if (kinds.some((kind) => kind.trim() === "")) {
    place.report({
      code: "invalid-value",
      parameters: { value: '""', expected: "a kind of personal data, such as name, email or health" },
      focus: place.column,
    });
  }
  return { personal: [...new Set(kinds)].join(", ") };
}
