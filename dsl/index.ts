/** All that a transform imports. */
export { type Consent, consent } from "./authoring/consent.ts";
export type { Condition, Expression, Measure, WindowFunction } from "./authoring/expression-types.ts";
export { iceberg, json, parquet } from "./authoring/format.ts";
export type { Columns, Relation, Table } from "./authoring/relation-types.ts";
export { ambiguous, source } from "./authoring/source.ts";
export { count, denseRank, literal, native, rank, rowNumber, when } from "./authoring/typed-functions.ts";
export { type Zone, zone } from "./authoring/zone.ts";
export type { CalendarDate, Decimal, EpochMillis, Field, TextMap, Timestamp } from "./schema/field.ts";
export { decimal, epochMillis, personal } from "./schema/helpers.ts";
