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

export type TypeOf<F extends Field, Name extends string> = Extract<F, Field<Name>>["type"];

// `F extends Field<Names>` costs one instantiation a field; inferring the name and comparing it costs three.

/** The fields, where those that `Proven` names are not null. */
export type NonNullFields<F extends Field, Proven extends string> = [Proven] extends [never]
  ? F
  : F extends Field<Proven>
    ? Field<F["name"], Exclude<F["type"], null>>
    : F;

export type NullableFields<F extends Field> = F extends Field<infer Name, infer Type> ? Field<Name, Type | null> : never;

export type PickFields<F extends Field, Names extends string> = F extends Field<Names> ? F : never;

export type DropFields<F extends Field, Names extends string> = [Names] extends [never] ? F : F extends Field<Names> ? never : F;
