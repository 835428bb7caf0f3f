import type { ColumnType } from "../../dsl/schema/column-type.ts";
import type { Rng } from "./rng.ts";

export const SCALARS: readonly ColumnType[] = [
  { kind: "string" },
  { kind: "boolean" },
  { kind: "int32" },
  { kind: "int64" },
  { kind: "double" },
  { kind: "date" },
  { kind: "timestamp" },
  { kind: "epochMillis" },
  { kind: "decimal", precision: 10, scale: 2 },
];

const TEXTS = [
  "",
  "a",
  "A",
  "ab",
  "aab",
  " a ",
  "é",
  "É",
  "日本",
  "😀",
  "1",
  "-7",
  "1.5",
  "1e3",
  "true",
  "2024-02-29",
  "9223372036854775808",
  "'",
  '"',
  "\\",
  "%_",
  "\t",
  "a\nb",
];
const INT32S = [0, 1, -1, 2, 3, 7, 2147483647, -2147483648];
const INT64S = ["0", "1", "-1", "2", "3", "9223372036854775807", "-9223372036854775808", "4611686018427387904", "9007199254740993"];
const DOUBLES = [0, 1, -1, 0.5, -0.5, 1.5, 2.5, 0.1, 1e308, -1e308, 5e-324, 9007199254740992, 1e19];
const DATES = ["2024-02-29", "1970-01-01", "1969-12-31", "0001-01-01", "9999-12-31", "2023-01-01"];
const TIMESTAMPS = [
  "1970-01-01T00:00:00.000Z",
  "1969-12-31T23:59:59.999Z",
  "2024-02-29T12:34:56.789Z",
  "0001-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
];
const MILLIS = [
  "0",
  "-1",
  "1",
  "999",
  "1000",
  "1655564444103",
  "1709210096789",
  "253402300799999",
  "-62135596800000",
  "253402300800000",
  "9223372036854775807",
];
const DECIMALS = ["0.00", "1.00", "-1.50", "0.01", "99999999.99", "-99999999.99", "2.50"];

/** A value as a literal holds it. */
export function randomValue(rng: Rng, type: ColumnType): string | number | boolean {
  switch (type.kind) {
    case "string":
      return rng.pick(TEXTS);
    case "boolean":
      return rng.chance(0.5);
    case "int32":
      return rng.pick(INT32S);
    case "int64":
      return rng.pick(INT64S);
    case "float":
    case "double":
      return rng.pick(DOUBLES);
    case "date":
      return rng.pick(DATES);
    case "timestamp":
      return rng.pick(TIMESTAMPS);
    case "epochMillis":
      return rng.pick(MILLIS);
    case "decimal":
      return rng.pick(DECIMALS);
    default:
      throw new Error(`no random value of type ${type.kind}`);
  }
}
