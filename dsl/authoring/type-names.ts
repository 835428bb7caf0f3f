import { type ColumnType, SCALAR_KINDS, type ScalarKind } from "../schema/column-type.ts";

/** What `parseTypeName` takes, for messages. */
export const TYPE_NAMES = [...SCALAR_KINDS.filter((kind) => kind !== "unknown"), "decimal(10,2)"].join(", ");

/** The type that an author names, such as `int64` or `decimal(10,2)`; undefined when there is none of that name. */
export function parseTypeName(name: unknown): ColumnType | undefined {
  if (typeof name !== "string") return undefined;
  const decimal = /^decimal\(([0-9]{1,2}),([0-9]{1,2})\)$/.exec(name.replaceAll(" ", ""));
  if (decimal !== null) {
    const precision = Number(decimal[1]);
    const scale = Number(decimal[2]);
    return precision >= 1 && precision <= 38 && scale <= precision ? { kind: "decimal", precision, scale } : undefined;
  }
  return name !== "unknown" && (SCALAR_KINDS as readonly string[]).includes(name) ? { kind: name as ScalarKind } : undefined;
}
