import type { z } from "zod";
import type { CalendarDate, Decimal, EpochMillis, Field, TextMap, Timestamp } from "./field.ts";

/** The fields of the columns that `columnsFromZod` makes of an object's shape: `FieldsOf<(typeof row)["shape"]>`. */
export type FieldsOf<Shape> = FieldsByName<Shape>[keyof Shape & string];

/** The same by name. Where an editor shall show the fields and not an alias of them, they are taken from here. */
export type FieldsByName<Shape> = { [Name in keyof Shape & string]: Field<Name, ValueOf<Shape[Name]>> };

/** The type of a value in an expression. A schema without a column type is `unknown`: it is reported when it is read. */
export type ValueOf<Schema> = Schema extends { readonly _zod: { readonly def: infer Def extends TypeDef } }
  ? ByType<Schema, Def, Def["type"]>
  : unknown;

interface TypeDef {
  readonly type: string;
}

type ByType<Schema, Def, Type> = Type extends "string"
  ? TextOrTime<Def>
  : Type extends "number"
    ? NumberOrDeclared<Schema>
    : Type extends "boolean"
      ? boolean
      : Type extends "optional" | "nullable"
        ? Inner<Def> | null
        : Type extends "object"
          ? Def extends { readonly shape: infer Shape }
            ? { readonly [Name in keyof Shape & string]: ValueOf<Shape[Name]> }
            : never
          : Type extends "array"
            ? Def extends { readonly element: infer Element }
              ? readonly ValueOf<Element>[]
              : never
            : Type extends "enum" | "literal"
              ? Widened<OutputOf<Schema>>
              : Type extends "record"
                ? Def extends { readonly valueType: infer Value }
                  ? TextMap<ValueOf<Value>>
                  : never
                : Type extends "bigint"
                  ? number
                  : Type extends "date"
                    ? Timestamp
                    : Type extends "readonly" | "default" | "prefault" | "catch"
                      ? Inner<Def>
                      : Type extends "nonoptional"
                        ? Present<Def>
                        : Type extends "union"
                          ? Def extends { readonly options: readonly (infer Option)[] }
                            ? ValueOf<Option>
                            : never
                          : Type extends "null" | "undefined"
                            ? null
                            : unknown;

type Inner<Def> = Def extends { readonly innerType: infer Schema } ? ValueOf<Schema> : never;

/** `.nonoptional()` takes back an `.optional()` below it, and leaves a `.nullable()`. */
type Present<Def> = Def extends { readonly innerType: infer Schema }
  ? Schema extends { readonly _zod: { readonly def: { readonly type: "optional"; readonly innerType: infer Inside } } }
    ? ValueOf<Inside>
    : ValueOf<Schema>
  : never;

type TextOrTime<Def> = Def extends { readonly format: "date" }
  ? CalendarDate
  : Def extends { readonly format: "datetime" }
    ? Timestamp
    : string;

type OutputOf<Schema> = Schema extends { readonly _zod: { readonly output: infer Output } } ? Output : never;

type NumberOrDeclared<Schema> =
  OutputOf<Schema> extends z.core.$brand<"epochMillis">
    ? EpochMillis
    : OutputOf<Schema> extends z.core.$brand<"decimal">
      ? Decimal
      : number;

type Widened<Value> = Value extends string
  ? string
  : Value extends number | bigint
    ? number
    : Value extends null | undefined
      ? null
      : unknown;
