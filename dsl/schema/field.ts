/**
 * What TypeScript knows of a column. A relation's type is a union of fields, because distributive conditional types
 * over a union stay cheap where mapped types over mapped types meet TS2589.
 */
export interface Field<out Name extends string = string, out Type = unknown> {
  readonly name: Name;
  readonly type: Type;
}

declare const unit: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z, a 64-bit integer. */
export interface EpochMillis {
  readonly [unit]: "epoch milliseconds";
}
/** An instant with microseconds, UTC. */
export interface Timestamp {
  readonly [unit]: "timestamp";
}
/** A day of the calendar, without a time or a zone. */
export interface CalendarDate {
  readonly [unit]: "date";
}
/** An exact decimal number. */
export interface Decimal {
  readonly [unit]: "decimal";
}

/** A map from text to values. */
export interface TextMap<out Value> {
  readonly [unit]: "map";
  readonly value: Value;
}

export type TypeOf<F extends Field, Name extends string> = (F & Field<Name>)["type"];

// What these types cost decides how many columns and steps a lake can have (`test/type-budgets/`). A conditional type that
// is distributed over the fields is paid for each of them; these are paid only for the fields that are named.

/** The fields of the names, each as it stands in the row. */
export type PickFields<F extends Field, Names extends string> = [F["name"]] extends [Names]
  ? F
  : { [Name in Names]: Field<Name, TypeOf<F, Name>> }[Names];

/** Of the names, those of the row. A conditional, because an intersection of names not known yet is one for each field. */
type Existing<F extends Field, Names> = Names extends F["name"] ? Names : never;

/** The fields but those of the names. */
export type DropFields<F extends Field, Names extends string> = [Names] extends [never]
  ? F
  : [F["name"]] extends [Names]
    ? never
    : Without<F, Existing<F, Names>>;

/**
 * Inference to `Rest | Gone` takes from the union the members that are identical to one of `Gone`. `Names` are names of the
 * row, and not all.
 */
type Without<F extends Field, Names extends string> = [Names] extends [never]
  ? F
  : [F] extends [(infer Rest extends Field) | { [Name in Names]: Field<Name, TypeOf<F, Name>> }[Names]]
    ? Rest
    : never;

/** Of the fields that `Names` names, those that may be null. */
type NullFieldsOf<F extends Field, Names extends string> = {
  [Name in Names]: null extends TypeOf<F, Name> ? Field<Name, TypeOf<F, Name>> : never;
}[Names];

type NonNull<F extends Field> = F extends Field ? Field<F["name"], F["type"] & NotNull> : never;

/** The fields, where those of `Gone`, which are some of them, are not null. */
type ReplacedByNonNull<F extends Field, Gone extends Field> = [Gone] extends [never]
  ? F
  : [F] extends [Gone]
    ? NonNull<F>
    : [F] extends [(infer Rest extends Field) | Gone]
      ? Rest | NonNull<Gone>
      : never;

/** The fields, where those that `Proven` names are not null. */
export type NonNullFields<F extends Field, Proven extends string> = [Proven] extends [never]
  ? F
  : ReplacedByNonNull<F, NullFieldsOf<F, Proven>>;

type NotNull = NonNullable<unknown>;

export type NullableFields<F extends Field> = F extends Field<string, NotNull> ? Field<F["name"], F["type"] | null> : F;

/** The fields that `Names` renames, under their new names. */
export type RenamedFields<F extends Field, Names> = NewNames<F, Names, Existing<F, keyof Names> & keyof Names & string>;

type NewNames<F extends Field, Names, Old extends keyof Names & string> = {
  [Name in Old]: Field<Names[Name] & string, TypeOf<F, Name>>;
}[Old];

/** Fields of both sides, which have the same names; one that may be null on either side may be null. */
export type UnionFields<F extends Field, G extends Field> = [NullableIn<G>] extends [F]
  ? F
  : F extends Field<NullableIn<G>["name"], NotNull>
    ? Field<F["name"], F["type"] | null>
    : F;

type NullableIn<F extends Field> = F extends Field<string, NotNull> ? never : F;
