import { retyped } from "../compiler/replacements.ts";
import type { Problem } from "../diagnostics/diagnostic.ts";
import type { TablePlan } from "../operations/lake.ts";
import { type ColumnType, sameType, typeName } from "../schema/column-type.ts";
import { isStoredAs, typeWords } from "../schema/type-words.ts";
import type { TableVersion } from "./version.ts";

/**
 * The columns of tables whose type would be narrower than in the version before, as the runtime on Spark refuses them
 * too. Columns may come, go, change their place and widen; a column under another name is another column, and so is one
 * that the plan says replaces the one before.
 */
export const narrowings = (tables: readonly TablePlan[], before: readonly TableVersion[]): readonly Problem[] =>
  tables.flatMap((table) => {
    const types = new Map(before.find(({ name }) => name === table.name)?.columns.map(({ name, type }) => [name, type]));
    return table.columns.flatMap(({ name, type }) => {
      const old = types.get(name);
      if (old === undefined || isReplaced(table, name, old)) return [];
      const narrowed = narrowing(`${table.name}.${name}`, old, type);
      if (narrowed === undefined) return [];
      const change = retyped(table.name, name, old, type);
      return [{ code: "column-narrowed", parameters: { ...narrowed, change } } satisfies Problem];
    });
  });

const isReplaced = ({ replaces = [] }: TablePlan, name: string, old: ColumnType): boolean =>
  replaces.some(({ column, from }) => column === name && isStoredAs(from, typeWords(old)));

interface Narrowing {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

function narrowing(path: string, before: ColumnType, after: ColumnType): Narrowing | undefined {
  if (before.kind === "struct" && after.kind === "struct") {
    const fields = new Map(before.fields.map(({ name, type }) => [name, type]));
    for (const { name, type } of after.fields) {
      const old = fields.get(name);
      const found = old === undefined ? undefined : narrowing(`${path}.${name}`, old, type);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (before.kind === "array" && after.kind === "array") return narrowing(path, before.element, after.element);
  if (before.kind === "map" && after.kind === "map") return narrowing(path, before.value, after.value);
  return holdsAll(before, after) ? undefined : { column: path, before: typeName(before), after: typeName(after) };
}

/** Whether a scalar type holds every value of another in the same or a wider form. */
function holdsAll(before: ColumnType, after: ColumnType): boolean {
  if (before.kind === "decimal" && after.kind === "decimal") return before.scale === after.scale && after.precision >= before.precision;
  if (isLong(after)) return isLong(before) || before.kind === "int32";
  return sameType(before, after) || (before.kind === "float" && after.kind === "double");
}

const isLong = ({ kind }: ColumnType): boolean => kind === "int64" || kind === "epochMillis";
