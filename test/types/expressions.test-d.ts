import { literal, native, when } from "sluice";
import { z } from "zod";
import type { ValueOf } from "../../dsl/authoring/expression-types.ts";
import type { CalendarDate, Decimal, EpochMillis, TextMap, Timestamp } from "../../dsl/schema/field.ts";
import type { Equal, Expect } from "./equal.ts";
import { orders } from "./lake.ts";

/** What comes out of each expression, with `null` where NULL may. */

const order = orders.columns;

type Is<E, Value> = Equal<ValueOf<E>, Value>;

const comparisons = {
  both: order.country.eq(order.id),
  left: order.customer.eq(order.id),
  right: order.id.eq(order.customer),
  constant: order.country.lt("M"),
  in: order.country.in(["DE", "AT"]),
  inNullable: order.customer.in(["a"]),
  between: order.pieces.between(1, 10),
  betweenNullable: order.pieces.between(1, order.weight),
  distinct: order.customer.isDistinctFrom(order.id),
  isNull: order.customer.isNull(),
  number: order.weight.gt(1n),
  price: order.price.gt(order.pieces),
  time: order.placedAt.gte(new Date(0)),
  timestamp: order.checkedAt.lt(new Date(0)),
  day: order.day.eq("2026-01-01"),
};
export type Comparisons = [
  Expect<Is<typeof comparisons.both, boolean>>,
  Expect<Is<typeof comparisons.left, boolean | null>>,
  Expect<Is<typeof comparisons.right, boolean | null>>,
  Expect<Is<typeof comparisons.constant, boolean>>,
  Expect<Is<typeof comparisons.in, boolean>>,
  Expect<Is<typeof comparisons.inNullable, boolean | null>>,
  Expect<Is<typeof comparisons.between, boolean>>,
  Expect<Is<typeof comparisons.betweenNullable, boolean | null>>,
  Expect<Is<typeof comparisons.distinct, boolean>>,
  Expect<Is<typeof comparisons.isNull, boolean>>,
  Expect<Is<typeof comparisons.number, boolean | null>>,
  Expect<Is<typeof comparisons.price, boolean>>,
  Expect<Is<typeof comparisons.time, boolean>>,
  Expect<Is<typeof comparisons.timestamp, boolean | null>>,
  Expect<Is<typeof comparisons.day, boolean>>,
];

const logic = {
  and: order.pieces.gt(1).and(order.country.eq("DE")),
  andNullable: order.pieces.gt(1).and(order.paid),
  or: order.paid.or(order.pieces.gt(1)),
  not: order.pieces.gt(1).not(),
  notNullable: order.paid.not(),
};
export type Logic = [
  Expect<Is<typeof logic.and, boolean>>,
  Expect<Is<typeof logic.andNullable, boolean | null>>,
  Expect<Is<typeof logic.or, boolean | null>>,
  Expect<Is<typeof logic.not, boolean>>,
  Expect<Is<typeof logic.notNullable, boolean | null>>,
];

const numbers = {
  plus: order.pieces.plus(1),
  mixed: order.pieces.times(order.weight),
  decimal: order.price.minus(order.price),
  decimalAndNumber: order.price.times(order.pieces),
  divided: order.price.dividedBy(2),
  modulo: order.pieces.modulo(12),
  abs: order.price.abs(),
  round: order.weight.round(),
};
export type Numbers = [
  Expect<Is<typeof numbers.plus, number | null>>,
  Expect<Is<typeof numbers.mixed, number | null>>,
  Expect<Is<typeof numbers.decimal, Decimal | null>>,
  // A decimal with an integer is a decimal, with a double a double: TypeScript has one `number` for both.
  Expect<Is<typeof numbers.decimalAndNumber, Decimal | number | null>>,
  Expect<Is<typeof numbers.divided, Decimal | number | null>>,
  Expect<Is<typeof numbers.modulo, number | null>>,
  Expect<Is<typeof numbers.abs, Decimal | null>>,
  Expect<Is<typeof numbers.round, number | null>>,
];

const texts = {
  lower: order.country.lower(),
  nullable: order.customer.trim().upper(),
  concat: order.country.concat("-", order.id),
  concatNullable: order.country.concat("-", order.customer),
  substring: order.country.substring(1, 2),
  length: order.country.length(),
  lengthNullable: order.customer.length(),
  startsWith: order.country.startsWith("D"),
  contains: order.country.contains(order.customer),
  replace: order.country.replace("a", "b"),
  like: order.country.regexpLike(/^D/),
  likeNullable: order.customer.regexpLike(/^D/),
  extracted: order.country.regexpExtract(/^(D)/, 1),
  hash: order.customer.sha256(),
  keyed: order.country.pseudonym("research"),
};
export type Texts = [
  Expect<Is<typeof texts.lower, string>>,
  Expect<Is<typeof texts.nullable, string | null>>,
  Expect<Is<typeof texts.concat, string>>,
  Expect<Is<typeof texts.concatNullable, string | null>>,
  Expect<Is<typeof texts.substring, string>>,
  Expect<Is<typeof texts.length, number>>,
  Expect<Is<typeof texts.lengthNullable, number | null>>,
  Expect<Is<typeof texts.startsWith, boolean>>,
  Expect<Is<typeof texts.contains, boolean | null>>,
  Expect<Is<typeof texts.replace, string>>,
  Expect<Is<typeof texts.like, boolean>>,
  Expect<Is<typeof texts.likeNullable, boolean | null>>,
  Expect<Is<typeof texts.extracted, string | null>>,
  Expect<Is<typeof texts.hash, string | null>>,
  Expect<Is<typeof texts.keyed, string>>,
];

const times = {
  timestamp: order.placedAt.toTimestamp(),
  date: order.placedAt.toDate(),
  truncated: order.placedAt.truncatedTo("hour"),
  difference: order.placedAt.difference(new Date(0), "day"),
  differenceNullable: order.shippedAt.difference(order.placedAt, "day"),
  millis: order.checkedAt.toEpochMillis(),
  truncatedTimestamp: order.checkedAt.truncatedTo("week"),
  differenceOfTimestamps: order.checkedAt.difference(order.checkedAt, "second"),
};
export type Times = [
  Expect<Is<typeof times.timestamp, Timestamp | null>>,
  Expect<Is<typeof times.date, CalendarDate | null>>,
  Expect<Is<typeof times.truncated, EpochMillis | null>>,
  Expect<Is<typeof times.difference, number | null>>,
  Expect<Is<typeof times.differenceNullable, number | null>>,
  Expect<Is<typeof times.millis, EpochMillis | null>>,
  Expect<Is<typeof times.truncatedTimestamp, Timestamp | null>>,
  Expect<Is<typeof times.differenceOfTimestamps, number | null>>,
];

const casts = {
  textToInteger: order.country.cast("int64"),
  textToDecimal: order.country.cast("decimal(10,2)"),
  textToDate: order.country.cast("date"),
  textToBoolean: order.country.cast("boolean"),
  numberToText: order.pieces.cast("string"),
  numberToMillis: order.pieces.cast("epochMillis"),
  booleanToText: order.paid.cast("string"),
  booleanToInteger: order.pieces.gt(1).cast("int32"),
  millisToText: order.placedAt.cast("string"),
  millisToInteger: order.placedAt.cast("int64"),
  dateToTimestamp: order.day.cast("timestamp"),
  tried: order.country.tryCast("date"),
  triedDate: order.day.tryCast("timestamp"),
};
export type Casts = [
  Expect<Is<typeof casts.textToInteger, number | null>>,
  Expect<Is<typeof casts.textToDecimal, Decimal | null>>,
  Expect<Is<typeof casts.textToDate, CalendarDate | null>>,
  Expect<Is<typeof casts.textToBoolean, boolean | null>>,
  // TypeScript has one `number` for types whose casts may fail and for others.
  Expect<Is<typeof casts.numberToText, string | null>>,
  Expect<Is<typeof casts.numberToMillis, EpochMillis | null>>,
  Expect<Is<typeof casts.booleanToText, string | null>>,
  Expect<Is<typeof casts.booleanToInteger, number>>,
  Expect<Is<typeof casts.millisToText, string>>,
  Expect<Is<typeof casts.millisToInteger, number>>,
  Expect<Is<typeof casts.dateToTimestamp, Timestamp>>,
  Expect<Is<typeof casts.tried, CalendarDate | null>>,
  Expect<Is<typeof casts.triedDate, Timestamp>>,
];

const conditionals = {
  same: when(order.paid, "yes").otherwise("no"),
  nullable: when(order.paid, order.customer).otherwise("nobody"),
  orNull: when(order.paid, 1).otherwise(null),
  requiredOrNull: when(order.paid, order.id).otherwise(null),
  timeOrNull: when(order.paid, order.placedAt).otherwise(null),
  three: when(order.paid, order.placedAt).when(order.pieces.gt(1), order.shippedAt).otherwise(order.placedAt),
  condition: when(order.paid, true).otherwise(order.pieces.gt(1)),
  date: when(order.paid, new Date(0)).otherwise(order.checkedAt),
  first: order.customer.coalesce("nobody"),
  stillNullable: order.customer.coalesce(order.customer),
  second: order.customer.coalesce(order.id),
  millis: order.shippedAt.coalesce(order.placedAt),
};
export type Conditionals = [
  Expect<Is<typeof conditionals.same, string>>,
  Expect<Is<typeof conditionals.nullable, string | null>>,
  Expect<Is<typeof conditionals.orNull, number | null>>,
  Expect<Is<typeof conditionals.requiredOrNull, string | null>>,
  Expect<Is<typeof conditionals.timeOrNull, EpochMillis | null>>,
  Expect<Is<typeof conditionals.three, EpochMillis | null>>,
  Expect<Is<typeof conditionals.condition, boolean>>,
  Expect<Is<typeof conditionals.date, Timestamp | null>>,
  Expect<Is<typeof conditionals.first, string>>,
  Expect<Is<typeof conditionals.stillNullable, string | null>>,
  Expect<Is<typeof conditionals.second, string>>,
  Expect<Is<typeof conditionals.millis, EpochMillis>>,
];

const natives = {
  number: native({ type: z.int32(), inputs: { a: order.country }, spark: "length(a)", duckdb: "length(a)" }),
  date: native({ type: z.iso.date(), spark: "cast('2026-01-01' as date)", duckdb: "cast('2026-01-01' as date)" }),
};
export type Natives = [Expect<Is<typeof natives.number, number | null>>, Expect<Is<typeof natives.date, CalendarDate | null>>];

const literals = {
  text: literal("a"),
  integer: literal(1),
  big: literal(1n),
  truth: literal(true),
  instant: literal(new Date(0)),
};
export type Literals = [
  Expect<Is<typeof literals.text, string>>,
  Expect<Is<typeof literals.integer, number>>,
  Expect<Is<typeof literals.big, number>>,
  Expect<Is<typeof literals.truth, boolean>>,
  Expect<Is<typeof literals.instant, Timestamp>>,
];

const fields = {
  city: order.address.field("city"),
  zip: order.address.field("zip"),
  since: order.address.field("since").toDate(),
};
export type Fields = [
  Expect<Is<typeof fields.city, string | null>>,
  Expect<Is<typeof fields.zip, string | null>>,
  Expect<Is<typeof fields.since, CalendarDate | null>>,
  Expect<Is<typeof order.tags, readonly string[]>>,
  Expect<Is<typeof order.labels, TextMap<string> | null>>,
];

const collections = {
  tag: order.tags.at(0),
  tags: order.tags.size(),
  tagged: order.tags.includes("a"),
  taggedNullable: order.tags.includes(order.customer),
  label: order.labels.get("de"),
  labels: order.labels.size(),
  length: order.labels.get(order.country).length(),
};
export type Collections = [
  Expect<Is<typeof collections.tag, string | null>>,
  Expect<Is<typeof collections.tags, number>>,
  Expect<Is<typeof collections.tagged, boolean>>,
  Expect<Is<typeof collections.taggedNullable, boolean | null>>,
  Expect<Is<typeof collections.label, string | null>>,
  Expect<Is<typeof collections.labels, number | null>>,
  Expect<Is<typeof collections.length, number | null>>,
];
