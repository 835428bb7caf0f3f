import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Cursor } from "./cursor.ts";

/** A type of Hive's DDL. */
export type HiveType =
  | { readonly kind: Primitive }
  /** `string`, or `varchar(n)` and `char(n)` with their length. */
  | { readonly kind: "text"; readonly length?: number }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "array"; readonly element: HiveType }
  | { readonly kind: "map"; readonly key: HiveType; readonly value: HiveType }
  | { readonly kind: "struct"; readonly fields: readonly HiveField[] }
  /** What Sluice has no type for, as written. */
  | { readonly kind: "other"; readonly words: string; readonly site: Span };

type Primitive = "boolean" | "tinyint" | "smallint" | "int" | "bigint" | "float" | "double" | "date" | "timestamp" | "instant";

export interface HiveField {
  readonly name: string;
  readonly site: Span;
  readonly type: HiveType;
  readonly comment?: string;
}

/** https://docs.aws.amazon.com/athena/latest/ug/data-types.html and Hive's `primitiveType`. */
const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  BOOLEAN: "boolean",
  TINYINT: "tinyint",
  SMALLINT: "smallint",
  INT: "int",
  INTEGER: "int",
  BIGINT: "bigint",
  FLOAT: "float",
  REAL: "float",
  DOUBLE: "double",
  DATE: "date",
  TIMESTAMP: "timestamp",
  TIMESTAMPLOCALTZ: "instant",
  // Spark's other names.
  BYTE: "tinyint",
  SHORT: "smallint",
  LONG: "bigint",
  TIMESTAMP_LTZ: "instant",
};

const DEEPEST = 100;

/** Reads one type. Refuses what is none by its form, and one that is nested deeper than 100. */
export function hiveTypeAt(cursor: Cursor, depth = 0): HiveType {
  if (depth > DEEPEST) return cursor.fail(`a type that is nested at most ${DEEPEST} deep`);
  const start = cursor.peek();
  if (start.kind !== "word") return cursor.fail("a type");
  const word = start.value.toUpperCase();
  cursor.next();
  switch (word) {
    case "STRING":
      return { kind: "text" };
    case "VARCHAR":
    case "CHAR":
    case "CHARACTER": {
      const [length] = numbersAt(cursor, 1);
      return length === undefined ? { kind: "text" } : { kind: "text", length };
    }
    case "DECIMAL":
    case "DEC":
    case "NUMERIC": {
      const [precision = 10, scale = 0] = numbersAt(cursor, 2);
      if (precision >= 1 && precision <= 38 && scale <= precision) return { kind: "decimal", precision, scale };
      const { value, site } = cursor.since(start);
      return { kind: "other", words: value, site };
    }
    case "ARRAY":
      return bracketed(cursor, () => ({ kind: "array", element: hiveTypeAt(cursor, depth + 1) }));
    case "MAP":
      return bracketed(cursor, () => {
        const key = hiveTypeAt(cursor, depth + 1);
        cursor.expectSymbol(",");
        return { kind: "map", key, value: hiveTypeAt(cursor, depth + 1) };
      });
    case "STRUCT":
      return bracketed(cursor, () => ({ kind: "struct", fields: fieldsAt(cursor, depth) }));
    case "DOUBLE":
      cursor.takes("PRECISION");
      return { kind: "double" };
    case "TIMESTAMP":
      return { kind: cursor.takes("WITH", "LOCAL", "TIME", "ZONE") || cursor.takes("WITH", "TIME", "ZONE") ? "instant" : "timestamp" };
    default: {
      const kind = PRIMITIVES[word];
      if (kind !== undefined) return { kind };
      argumentsAt(cursor);
      const { value, site } = cursor.since(start);
      return { kind: "other", words: value, site };
    }
  }
}

/** `(10)`, `(10, 2)`, or nothing. */
function numbersAt(cursor: Cursor, most: number): readonly number[] {
  if (!cursor.takesSymbol("(")) return [];
  const numbers = [cursor.wholeNumber("a whole number")];
  while (numbers.length < most && cursor.takesSymbol(",")) numbers.push(cursor.wholeNumber("a whole number"));
  cursor.expectSymbol(")");
  return numbers;
}

function bracketed(cursor: Cursor, inside: () => HiveType): HiveType {
  cursor.expectSymbol("<");
  const type = inside();
  cursor.expectSymbol(">");
  return type;
}

function fieldsAt(cursor: Cursor, depth: number): readonly HiveField[] {
  const fields: HiveField[] = [];
  do {
    const { value: name, site } = cursor.name("the name of a field");
    cursor.takesSymbol(":");
    const type = hiveTypeAt(cursor, depth + 1);
    const comment = cursor.takes("COMMENT") ? cursor.text("the comment").value : undefined;
    fields.push({ name, site, type, ...(comment === undefined ? {} : { comment }) });
  } while (cursor.takesSymbol(","));
  return fields;
}

/** The arguments of a type that is not known: `uniontype<int,string>`, `interval(3)`. */
function argumentsAt(cursor: Cursor): void {
  if (cursor.seesSymbol("(")) cursor.pass();
  if (!cursor.takesSymbol("<")) return;
  for (let depth = 1; depth > 0; ) {
    if (cursor.atEnd) cursor.fail("`>`");
    if (cursor.seesSymbol("<")) depth += 1;
    if (cursor.seesSymbol(">")) depth -= 1;
    cursor.next();
  }
}

/** The type as the catalog writes it. */
export function hiveWords(type: HiveType): string {
  switch (type.kind) {
    case "text":
      return type.length === undefined ? "string" : `varchar(${type.length})`;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "array":
      return `array<${hiveWords(type.element)}>`;
    case "map":
      return `map<${hiveWords(type.key)},${hiveWords(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${hiveWords(field.type)}`).join(",")}>`;
    case "instant":
      return "timestamp with local time zone";
    case "other":
      return type.words;
    default:
      return type.kind;
  }
}
