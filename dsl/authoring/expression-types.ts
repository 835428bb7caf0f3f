import type { DifferenceUnit, TruncateUnit } from "../expressions/time.ts";
import type { CalendarDate, Decimal, EpochMillis, TextMap, Timestamp } from "../schema/field.ts";

declare const value: unique symbol;
declare const known: unique symbol;
export declare const whenTrue: unique symbol;
declare const whenFalse: unique symbol;
declare const measure: unique symbol;
declare const ofNoRows: unique symbol;
declare const inWindow: unique symbol;

/**
 * What an expression is to the functions that take one, without those that it has: TypeScript looks at nothing else in order
 * to infer them. `Value` is its type, with `null` where SQL NULL may come out; `Known` names the columns that are not null
 * whenever the expression is not null.
 */
export interface Operand<out Value = unknown, out Known extends string = string> {
  readonly [value]: Value;
  readonly [known]: Known;
}

/** An expression over the columns of a row. */
export interface Expression<out Value = unknown, out Known extends string = string> {
  readonly [value]: Value;
  readonly [known]: Known;
  isNull(): Condition<boolean, never, Known>;
  isNotNull(): Condition<boolean, Known, never>;
  /** The number of rows in which it is not NULL. */
  count(): Measure<number, never>;
  /** The number of different values; NULL does not count. */
  countDistinct(): GroupMeasure<number, never>;
  /** In a `window`: the value so many rows before, one if nothing is said; NULL where there is no such row. */
  lag(rows?: number): WindowFunction<Value | null>;
  /** In a `window`: the value so many rows after, one if nothing is said; NULL where there is no such row. */
  lead(rows?: number): WindowFunction<Value | null>;
  /** In a `window`: the value in the first row of the whole partition. */
  first(): WindowFunction<Value>;
  /** In a `window`: the value in the last row of the whole partition. */
  last(): WindowFunction<Value>;
}

/** A measure of a group, for `aggregate`. `Empty` is what it may be of no rows besides `Value`. */
export interface GroupMeasure<out Value = unknown, out Empty = unknown> {
  readonly [measure]: Value;
  readonly [ofNoRows]: Empty;
}

/** A column of a `window`. */
export interface WindowFunction<out Value = unknown> {
  readonly [inWindow]: Value;
}

/** A measure of a group or of a window's frame, for `aggregate` and `window`. */
export interface Measure<out Value = unknown, out Empty = unknown> extends GroupMeasure<Value, Empty>, WindowFunction<Value> {}

type NullOf<T> = Extract<T, null>;

// `NoInfer`: where an expression stands, as in `filter`, says nothing of what it is compared with.
interface Comparable<Kind, Constant, out Value, out Known extends string> extends Expression<Value, Known> {
  eq<V extends Kind | null = Kind, K extends string = never>(
    other: Constant | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  ne<V extends Kind | null = Kind, K extends string = never>(
    other: Constant | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  lt<V extends Kind | null = Kind, K extends string = never>(
    other: Constant | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  lte<V extends Kind | null = Kind, K extends string = never>(
    other: Constant | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  gt<V extends Kind | null = Kind, K extends string = never>(
    other: Constant | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  gte<V extends Kind | null = Kind, K extends string = never>(
    other: Constant | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  /** One of the constants. */
  in(values: readonly Constant[]): Condition<boolean | NullOf<Value>, Known>;
  /** Both bounds belong to it. */
  between<V extends Kind | null = Kind, K extends string = never, W extends Kind | null = Kind, L extends string = never>(
    low: Constant | Operand<V, K>,
    high: Constant | Operand<W, L>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>> | NullOf<NoInfer<W>>, Known | NoInfer<K> | NoInfer<L>>;
  /** As `ne`, but NULL is a value of its own, so the answer is never NULL. */
  isDistinctFrom(other: Constant | Operand<Kind | null>): Condition<boolean, never, never>;
  /** As `eq`, but NULL equals NULL and nothing else. */
  isNotDistinctFrom(other: Constant | Operand<Kind | null>): Condition<boolean, never, never>;
  /** The first of them that is not NULL. */
  coalesce<O extends Constant | Operand<Kind | null>>(
    other: O,
  ): ExpressionOf<Exclude<Value, null> | (O extends Operand<infer V> ? V : Exclude<Kind, Decimal>), never>;
  min(): Measure<Value, null>;
  max(): Measure<Value, null>;
}

/** Names of columns; of a plain `Condition`, which names none, none. */
type Named<Names extends string> = string extends Names ? never : Names;

/** A condition: true, false or NULL. `True` and `False` name the columns that are not null when it is true, or false. */
export interface Condition<out Value = boolean | null, out True extends string = string, out False extends string = True>
  extends Comparable<boolean, boolean, Value, True & False> {
  readonly [whenTrue]: True;
  readonly [whenFalse]: False;
  and<V extends boolean | null, T extends string, F extends string>(
    other: Condition<V, T, F>,
  ): Condition<Value | V, True | T, False & Named<F>>;
  or<V extends boolean | null, T extends string, F extends string>(
    other: Condition<V, T, F>,
  ): Condition<Value | V, True & Named<T>, False | F>;
  not(): Condition<Value, False, True>;
  cast<To extends CastTarget<"boolean">>(to: To): CastResult<To, Value, "boolean", True & False>;
  /** The same as `cast`, under the name that SQL has for it. */
  tryCast<To extends CastTarget<"boolean">>(to: To): CastResult<To, Value, "boolean", True & False>;
}

export interface TextExpression<out Value = string | null, out Known extends string = string>
  extends Comparable<string, string, Value, Known> {
  /** A to Z become a to z; nothing else changes. */
  lower(): TextExpression<Value, Known>;
  /** a to z become A to Z; nothing else changes. */
  upper(): TextExpression<Value, Known>;
  /** Without the spaces (U+0020) at both ends. */
  trim(): TextExpression<Value, Known>;
  /** One after the other; NULL when one is NULL. */
  concat<V extends string | null = string, K extends string = never>(
    ...others: readonly (string | Operand<V, K>)[]
  ): TextExpression<Value | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  /** `length` code points from the `start`th on, counted from 1. */
  substring(start: number, length: number): TextExpression<Value, Known>;
  /** In Unicode code points. */
  length(): NumberExpression<number | NullOf<Value>, Known>;
  startsWith<V extends string | null = string, K extends string = never>(
    prefix: string | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  endsWith<V extends string | null = string, K extends string = never>(
    suffix: string | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  contains<V extends string | null = string, K extends string = never>(
    part: string | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  /** Every occurrence of the constant `search`, which is not empty, by the constant `replacement`. */
  replace(search: string, replacement: string): TextExpression<Value, Known>;
  /** Whether the regular expression is found in it. */
  regexpLike(pattern: RegExp): Condition<boolean | NullOf<Value>, Known>;
  /** What a group, or all (0), of the first match of the regular expression is; NULL where nothing matches. */
  regexpExtract(pattern: RegExp, group?: number | string): TextExpression<string | null, Known>;
  /** 64 lower-case hexadecimal digits. An unkeyed hash of a guessable value hides nothing. */
  sha256(): TextExpression<Value, Known>;
  /** A keyed hash, the HMAC-SHA256 in hexadecimal digits: only who has the key can tell whose it is. The key is in SLUICE_PSEUDONYM_KEY_<KEY>. */
  pseudonym(key: string): TextExpression<Value, Known>;
  /** To a number, boolean or date; NULL where the text is none. */
  cast<To extends CastTarget<"string">>(to: To): CastResult<To, Value, "string", Known>;
  /** The same as `cast`, under the name that SQL has for it. */
  tryCast<To extends CastTarget<"string">>(to: To): CastResult<To, Value, "string", Known>;
}

type Numeric = number | Decimal;
type Arithmetic<A, B> = Decimal extends A | B ? (number extends A | B ? number | Decimal | null : Decimal | null) : number | null;

export interface NumberExpression<out Value = Numeric | null, out Known extends string = string>
  extends Comparable<Numeric, number | bigint, Value, Known> {
  /** NULL on overflow. */
  plus<V extends Numeric | null = number, K extends string = never>(
    other: number | bigint | Operand<V, K>,
  ): NumberExpression<Arithmetic<Value, NoInfer<V>>, Known | NoInfer<K>>;
  /** NULL on overflow. */
  minus<V extends Numeric | null = number, K extends string = never>(
    other: number | bigint | Operand<V, K>,
  ): NumberExpression<Arithmetic<Value, NoInfer<V>>, Known | NoInfer<K>>;
  /** NULL on overflow. */
  times<V extends Numeric | null = number, K extends string = never>(
    other: number | bigint | Operand<V, K>,
  ): NumberExpression<Arithmetic<Value, NoInfer<V>>, Known | NoInfer<K>>;
  /** A double, or decimal(38,6) of decimals; NULL when divided by zero. */
  dividedBy<V extends Numeric | null = number, K extends string = never>(
    other: number | bigint | Operand<V, K>,
  ): NumberExpression<Arithmetic<Value, NoInfer<V>>, Known | NoInfer<K>>;
  /** The rest of an integer division, with the sign of the dividend; NULL when divided by zero. */
  modulo<V extends number | null = number, K extends string = never>(
    other: number | bigint | Operand<V, K>,
  ): NumberExpression<number | null, Known | NoInfer<K>>;
  negated(): NumberExpression<Value | null, Known>;
  abs(): NumberExpression<Value | null, Known>;
  /** To a whole number, half away from zero. */
  round(): NumberExpression<Value | null, Known>;
  /** NULL when it does not fit; to an integer it truncates toward zero. */
  cast<To extends CastTarget<"number">>(to: To): CastResult<To, Value, "number", Known>;
  /** The same as `cast`, under the name that SQL has for it. */
  tryCast<To extends CastTarget<"number">>(to: To): CastResult<To, Value, "number", Known>;
  sum(): Measure<Value | null, null>;
  /** A double. */
  avg(): Measure<number | null, null>;
}

export interface EpochMillisExpression<out Value = EpochMillis | null, out Known extends string = string>
  extends Comparable<EpochMillis, number | Date, Value, Known> {
  toTimestamp(): TimestampExpression<Timestamp | null, Known>;
  /** The day in UTC. */
  toDate(): DateExpression<CalendarDate | null, Known>;
  /** The start of the unit in UTC; a week starts on Monday. */
  truncatedTo(unit: TruncateUnit): EpochMillisExpression<Value | null, Known>;
  /** Whole units from `earlier` to this, rounded toward zero; NULL where 64 bits do not hold the milliseconds between. */
  difference<V extends EpochMillis | null = EpochMillis, K extends string = never>(
    earlier: number | Date | Operand<V, K>,
    unit: DifferenceUnit,
  ): NumberExpression<number | null, Known | NoInfer<K>>;
  cast<To extends CastTarget<"epochMillis">>(to: To): CastResult<To, Value, "epochMillis", Known>;
  /** The same as `cast`, under the name that SQL has for it. */
  tryCast<To extends CastTarget<"epochMillis">>(to: To): CastResult<To, Value, "epochMillis", Known>;
}

export interface TimestampExpression<out Value = Timestamp | null, out Known extends string = string>
  extends Comparable<Timestamp, Date, Value, Known> {
  /** Rounded toward the past. */
  toEpochMillis(): EpochMillisExpression<EpochMillis | NullOf<Value>, Known>;
  /** The day in UTC. */
  toDate(): DateExpression<CalendarDate | null, Known>;
  /** The start of the unit in UTC; a week starts on Monday. */
  truncatedTo(unit: TruncateUnit): TimestampExpression<Value | null, Known>;
  /** Whole units from `earlier` to this, rounded toward zero. */
  difference<V extends Timestamp | null = Timestamp, K extends string = never>(
    earlier: Date | Operand<V, K>,
    unit: DifferenceUnit,
  ): NumberExpression<number | null, Known | NoInfer<K>>;
}

/** Constants are written `YYYY-MM-DD`. */
export interface DateExpression<out Value = CalendarDate | null, out Known extends string = string>
  extends Comparable<CalendarDate, string, Value, Known> {
  cast<To extends CastTarget<"date">>(to: To): CastResult<To, Value, "date", Known>;
  /** The same as `cast`, under the name that SQL has for it. */
  tryCast<To extends CastTarget<"date">>(to: To): CastResult<To, Value, "date", Known>;
}

/** A nested object; its fields are expressions of their own. */
export interface StructExpression<out Value = object | null, out Known extends string = string> extends Expression<Value, Known> {
  field<Name extends keyof Exclude<Value, null> & string>(name: Name): ExpressionOf<Exclude<Value, null>[Name] | NullOf<Value>, Known>;
}

export type ElementOf<Value> = Value extends readonly (infer Element)[] ? Element : never;
type MappedOf<Value> = Value extends TextMap<infer Mapped> ? Mapped : never;
/** The constants of JavaScript that a value of a type can be compared with. */
type ConstantOf<Kind> = Kind extends string | boolean
  ? Kind
  : Kind extends number
    ? number | bigint
    : Kind extends EpochMillis
      ? number | Date
      : Kind extends Timestamp
        ? Date
        : Kind extends CalendarDate
          ? string
          : never;

export interface ArrayExpression<out Value = readonly unknown[] | null, out Known extends string = string>
  extends Expression<Value, Known> {
  /** The element at a constant place: from 0, or from the end at -1. NULL beyond the ends. */
  at(place: number): ExpressionOf<ElementOf<Value> | null, Known>;
  /** Whether an element is equal to it. */
  includes<V extends ElementOf<Value> | null = ElementOf<Value>, K extends string = never>(
    element: ConstantOf<ElementOf<Value>> | Operand<V, K>,
  ): Condition<boolean | NullOf<Value> | NullOf<NoInfer<V>>, Known | NoInfer<K>>;
  /** The number of elements. */
  size(): NumberExpression<number | NullOf<Value>, Known>;
}

export interface MapExpression<out Value = TextMap<unknown> | null, out Known extends string = string> extends Expression<Value, Known> {
  /** The value of a key; NULL where the map lacks it. */
  get<V extends string | null = string, K extends string = never>(
    key: string | Operand<V, K>,
  ): ExpressionOf<MappedOf<Value> | null, Known | NoInfer<K>>;
  /** The number of keys. */
  size(): NumberExpression<number | NullOf<Value>, Known>;
}

/** The expression type that fits a value type. */
export type ExpressionOf<Value, Known extends string> = [Value] extends [string | null]
  ? TextExpression<Value, Known>
  : [Value] extends [boolean | null]
    ? Condition<Value, Known, Known>
    : [Value] extends [Numeric | null]
      ? NumberExpression<Value, Known>
      : [Value] extends [EpochMillis | null]
        ? EpochMillisExpression<Value, Known>
        : [Value] extends [Timestamp | null]
          ? TimestampExpression<Value, Known>
          : [Value] extends [CalendarDate | null]
            ? DateExpression<Value, Known>
            : [Value] extends [readonly unknown[] | null]
              ? ArrayExpression<Value, Known>
              : [Value] extends [TextMap<unknown> | null]
                ? MapExpression<Value, Known>
                : StructExpression<Value, Known>;

/** What each kind of value can be cast to. Each name is the column type's. */
interface Casts {
  string: "int32" | "int64" | "float" | "double" | `decimal(${number},${number})` | "boolean" | "date";
  boolean: "string" | "int32" | "int64";
  number: "string" | "int32" | "int64" | "float" | "double" | `decimal(${number},${number})` | "epochMillis";
  epochMillis: "string" | "int32" | "int64";
  date: "string" | "timestamp";
}
type CastTarget<From extends keyof Casts> = Casts[From];

/** A cast that always has a result keeps its nullability; any other may give NULL. */
type CastResult<To extends string, Value, From extends keyof Casts, Known extends string> = ExpressionOf<
  CastValue<To> | (From extends "string" | "number" ? null : `${From} to ${To}` extends "epochMillis to int32" ? null : NullOf<Value>),
  Known
>;
type CastValue<To extends string> = To extends "string"
  ? string
  : To extends "boolean"
    ? boolean
    : To extends "date"
      ? CalendarDate
      : To extends "timestamp"
        ? Timestamp
        : To extends "epochMillis"
          ? EpochMillis
          : To extends `decimal(${string}`
            ? Decimal
            : number;

/** The value type of an expression. */
export type ValueOf<E> = E extends Operand<infer Value> ? Value : never;

/** What stands for itself where an expression is taken. A `Date` is a timestamp. */
export type Constant = string | number | bigint | boolean | Date;
export type Widened<C> = C extends string
  ? string
  : C extends number | bigint
    ? number
    : C extends boolean
      ? boolean
      : C extends Date
        ? Timestamp
        : never;
/** The value type of an expression or of a constant. */
export type ValueGiven<V> = V extends Operand<infer Value> ? Value : V extends null ? null : Widened<V>;
