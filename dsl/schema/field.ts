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

// What these types cost decides how many columns and steps a lake can have. A conditional over all fields is paid for each of
// them, so only the fields that change are made anew, and the others pass through one cheap filter.

type Names<F extends Field, Wanted> = Wanted & F["name"];

type NarrowedFields<F extends Field, Proven extends string> = { [Name in Proven]: Field<Name, Exclude<TypeOf<F, Name>, null>> }[Proven];

/** The fields, where those that `Proven` names are not null. */
export type NonNullFields<F extends Field, Proven extends string> = [Proven] extends [never]
  ? F
  : DropFields<F, Proven> | NarrowedFields<F, Names<F, Proven>>;

/** The fields but `Dropped`, where those that `Proven` names are not null. */
export type NonNullFieldsWithout<F extends Field, Proven extends string, Dropped extends string> =
  | DropFields<F, Proven | Dropped>
  | NarrowedFields<F, Exclude<Names<F, Proven>, Dropped>>;

export type NullableFields<F extends Field> = F extends Field<infer Name, infer Type> ? Field<Name, Type | null> : never;

export type PickFields<F extends Field, Names extends string> = F extends Field<Names> ? F : never;

export type DropFields<F extends Field, Names extends string> = [Names] extends [never] ? F : F extends Field<Names> ? never : F;
