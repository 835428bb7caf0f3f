import { decimal, epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const readings = source("readings", {
  path: "readings/",
  format: json(),
  row: z.object({
    id: z.string(),
    raw: z.string(),
    level: z.int32(),
    total: z.int(),
    value: z.number(),
    rough: z.float32(),
    price: decimal(10, 2),
    valid: z.boolean().optional(),
    day: z.iso.date(),
    takenAt: epochMillis(),
  }),
});
const trusted = zone("trusted");

/** Text that is no number, boolean or day is null. */
export const parsed = trusted.table("parsed", {
  from: readings
    .derive((reading) => ({
      small: reading.raw.cast("int32"),
      large: reading.raw.cast("int64"),
      single: reading.raw.cast("float"),
      double: reading.raw.cast("double"),
      exact: reading.raw.cast("decimal(12,3)"),
      truth: reading.raw.cast("boolean"),
      date: reading.raw.tryCast("date"),
    }))
    .select("id", "small", "large", "single", "double", "exact", "truth", "date"),
});

export const written = trusted.table("written", {
  from: readings
    .derive((reading) => ({
      level: reading.level.cast("string"),
      total: reading.total.cast("string"),
      price: reading.price.cast("string"),
      valid: reading.valid.cast("string"),
      day: reading.day.cast("string"),
      takenAt: reading.takenAt.cast("string"),
    }))
    .select("id", "level", "total", "price", "valid", "day", "takenAt"),
});

/** A number that does not fit is null; fractions are cut off. */
export const converted = trusted.table("converted", {
  from: readings
    .derive((reading) => ({
      wide: reading.level.cast("int64"),
      narrow: reading.total.tryCast("int32"),
      cut: reading.value.cast("int32"),
      cutLong: reading.rough.cast("int64"),
      euros: reading.price.cast("int64"),
      single: reading.value.cast("float"),
      double: reading.total.cast("double"),
      ofFloat: reading.rough.cast("double"),
      exact: reading.value.cast("decimal(18,4)"),
      exactLevel: reading.level.cast("decimal(12,2)"),
      finer: reading.price.cast("decimal(12,4)"),
      ofPrice: reading.price.cast("double"),
      flag: reading.valid.cast("int32"),
      longFlag: reading.valid.cast("int64"),
      midnight: reading.day.cast("timestamp"),
      instant: reading.total.cast("epochMillis"),
      millis: reading.takenAt.cast("int64"),
      shortMillis: reading.takenAt.cast("int32"),
      same: reading.total.cast("int64"),
    }))
    .dropColumns("raw", "level", "total", "value", "rough", "price", "valid", "day", "takenAt"),
});
