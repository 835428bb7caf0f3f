import { type ColumnType, DOUBLE, INT64, isFloating, isInteger, isNumber, sameType, UNKNOWN } from "../schema/column-type.ts";

/** The one type that holds the values of all; undefined when there is none. */
export function commonType(types: readonly ColumnType[]): ColumnType | undefined {
  const [head, ...rest] = types.filter((type) => type.kind !== "unknown");
  if (head === undefined) return UNKNOWN;
  if (rest.every((type) => sameType(head, type))) return head;
  if (!types.every((type) => isNumber(type) || type.kind === "unknown")) return undefined;
  if (types.some(isFloating)) return DOUBLE;
  if (types.every(isInteger)) return INT64;
  const scale = Math.max(...types.map((type) => (type.kind === "decimal" ? type.scale : 0)));
  return { kind: "decimal", precision: 38, scale };
}
