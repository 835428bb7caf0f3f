import type { ColumnType, StructField } from "./column-type.ts";

/** The type with what may be null in it: `struct of (a: string?)`. */
export function typeWords(type: ColumnType): string {
  const field = ({ name, type: of, nullable }: StructField): string => `${name}: ${typeWords(of)}${nullable ? "?" : ""}`;
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "array":
      return `array of ${typeWords(type.element)}`;
    case "map":
      return `map of ${typeWords(type.value)}`;
    case "struct":
      return `struct of (${type.fields.map(field).join(", ")})`;
    default:
      return type.kind;
  }
}

/** Whether words mean one type to a table, which does not know what may be null in it. */
export const isStoredAs = (words: string, others: string): boolean => stored(words) === stored(others);

const stored = (words: string): string => words.replaceAll(/\?(?=[,)])/g, "");
