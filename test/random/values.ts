import type { ColumnType } from "../../dsl/schema/column-type.ts";
import type { Rng } from "./rng.ts";

export const SCALARS: readonly ColumnType[] = [
  { kind: "string" },
  { kind: "boolean" },
  { kind: "int32" },
  { kind: "int64" },
  { kind: "double" },
  { kind: "float" },
  { kind: "date" },
  { kind: "timestamp" },
  { kind: "epochMillis" },
  { kind: "decimal", precision: 10, scale: 2 },
  { kind: "decimal", precision: 18, scale: 9 },
  { kind: "decimal", precision: 38, scale: 0 },
  { kind: "decimal", precision: 38, scale: 38 },
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
  "e\u0301",
  "ß",
  "İ",
  "\u0000",
  "\ufeffa",
  "+5",
  "00012",
  " 1",
  ".5",
  "5.",
  "1_000",
  "NaN",
  "Infinity",
  "TRUE",
  "2023-02-29",
  "2024-2-9",
  "0000-01-01",
  "10000-01-01",
  "99999999999999999999999999999999999999",
  "1e400",
  "1e-400",
  "0.000000000000000000000000000000000000005",
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
const FLOATS = [0, 1, -1.5, 0.1, 16777216, 3.4028234663852886e38, -3.4028234663852886e38, 1e-45];
const DECIMALS = ["0", "1", "-1.5", "0.01", "2.5", "-0.5", "0.125"];
const NINES = "9".repeat(38);

/** A decimal that fits: a small one rounded to the scale, or the largest or smallest of all. */
function randomDecimal(rng: Rng, precision: number, scale: number): string {
  const sign = rng.chance(0.5) ? "" : "-";
  const whole = precision - scale;
  if (rng.chance(0.4)) return `${sign}${whole === 0 ? "0" : NINES.slice(0, whole)}${scale === 0 ? "" : `.${NINES.slice(0, scale)}`}`;
  if (scale > 0 && rng.chance(0.3)) return `${sign}0.${"1".padStart(scale, "0")}`;
  const [units = "0", fraction = ""] = rng.pick(DECIMALS).split(".");
  const fitting = whole === 0 ? units.replace(/[0-9]+/, "0") : units;
  return scale === 0 ? fitting : `${fitting}.${fraction.slice(0, scale).padEnd(scale, "0")}`;
}

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
      return rng.pick(FLOATS);
    case "double":
      return rng.pick(DOUBLES);
    case "date":
      return rng.pick(DATES);
    case "timestamp":
      return rng.pick(TIMESTAMPS);
    case "epochMillis":
      return rng.pick(MILLIS);
    case "decimal":
      return randomDecimal(rng, type.precision, type.scale);
    default:
      throw new Error(`no random value of type ${type.kind}`);
  }
}
