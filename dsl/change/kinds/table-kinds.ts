import { say } from "../sentence.ts";
import { after, before, column, type KindDefinition } from "./definition.ts";

/** Tables and sources, their files and their columns. */
export const TABLE_KINDS = {
  "table-added": { class: "additive", remade: true, words: (c) => say`new ${after(c)}` },
  "table-removed": { class: "breaking", words: (c) => say`removed; it was a ${before(c)}` },
  "table-renamed": { class: "breaking", remade: true, words: (c) => say`renamed: it was ${before(c)}` },
  "zone-moved": { class: "breaking", remade: true, words: (c) => say`moved from the zone ${before(c)} to ${after(c)}` },
  "kind-changed": { class: "breaking", reaches: "rows", words: (c) => say`a ${after(c)} now; it was a ${before(c)}` },
  "format-changed": { class: "breaking", remade: true, words: (c) => say`format ${after(c)}; it was ${before(c)}` },
  "partitioning-changed": { class: "breaking", remade: true, words: (c) => say`partitioned by ${after(c)}; it was by ${before(c)}` },
  repartitioned: {
    class: "wording",
    remade: true,
    words: (c) => say`files are partitioned by ${after(c)}; they were by ${before(c)}; rows and columns stay`,
  },
  "file-size-changed": { class: "wording", words: (c) => say`data files of ${after(c)}; they were of ${before(c)}` },

  "column-added": { class: "additive", remade: true, words: (c) => say`new column ${column(c)}: ${after(c)}` },
  "column-dropped": {
    class: "breaking",
    remade: true,
    reaches: "column",
    words: (c) => say`column ${column(c)} dropped; it was ${before(c)}`,
  },
  "column-renamed": { class: "breaking", remade: true, words: (c) => say`column ${before(c)} renamed to ${after(c)}` },
  "column-widened": {
    class: "widening",
    remade: true,
    reaches: "column",
    words: (c) => say`column ${column(c)} widened from ${before(c)} to ${after(c)}`,
  },
  "column-retyped": {
    class: "breaking",
    remade: true,
    reaches: "column",
    words: (c) => say`column ${column(c)} has another type: ${after(c)}; it was ${before(c)}`,
  },
  "column-nullable": { class: "widening", remade: true, reaches: "column", words: (c) => say`column ${column(c)} may be null now` },
  "column-not-null": { class: "additive", remade: true, words: (c) => say`column ${column(c)} is never null now` },
  "column-required": {
    class: "breaking",
    reaches: "rows",
    words: (c) => say`column ${column(c)} must have a value now: records without go to quarantine`,
  },
  "columns-reordered": { class: "wording", remade: true, words: (c) => say`columns in another order: ${after(c)}` },
  "column-recomputed": {
    class: "breaking",
    remade: true,
    reaches: "column",
    words: (c) => say`column ${column(c)} is computed in another way: ${after(c)}; it was ${before(c)}`,
  },
  "column-described": { class: "wording", words: (c) => say`column ${column(c)} has another description: ${after(c)}` },
  "table-described": { class: "wording", words: (c) => say`another description: ${after(c)}` },
  "not-understood": {
    class: "breaking",
    words: (c) => say`what changed is not fully known: another version of Sluice wrote ${before(c)}`,
  },
  "declaration-moved": { class: "wording", words: (c) => say`declared in ${after(c)}; it was in ${before(c)}` },
  "files-changed": { class: "wording", words: (c) => say`no change in meaning; files that differ: ${after(c)}` },

  "rows-widened": { class: "widening", remade: true, reaches: "rows", words: () => say`more rows: what kept some out is gone` },
  "rows-narrowed": { class: "breaking", remade: true, reaches: "rows", words: () => say`fewer rows: more is asked of them` },
  "rows-changed": { class: "breaking", remade: true, reaches: "rows", words: () => say`other rows` },

  "path-changed": { class: "breaking", reaches: "rows", words: (c) => say`reads ${after(c)}; it was ${before(c)}` },
  "key-added": { class: "additive", words: (c) => say`unique by ${after(c)} now: a run fails where that does not hold` },
  "key-removed": { class: "breaking", words: (c) => say`no longer unique by ${before(c)}` },
  "check-added": {
    class: "breaking",
    reaches: "rows",
    words: (c) => say`column ${column(c)} must be ${after(c)} now: other records go to quarantine`,
  },
  "check-removed": {
    class: "widening",
    reaches: "rows",
    words: (c) => say`column ${column(c)} need not be ${before(c)} any more`,
  },
  "quarantine-raised": { class: "widening", words: (c) => say`a run passes with ${after(c)} of bad records; it was ${before(c)}` },
  "quarantine-lowered": { class: "additive", words: (c) => say`a run fails over ${after(c)} of bad records; it was ${before(c)}` },
  "quarantine-size-raised": {
    class: "widening",
    words: (c) => say`a run passes with ${after(c)} MB of bad records; it was ${before(c)} MB`,
  },
  "quarantine-size-lowered": {
    class: "additive",
    words: (c) => say`a run fails over ${after(c)} MB of bad records; it was ${before(c)} MB`,
  },
  "gzip-raised": { class: "widening", words: (c) => say`a gzip file may expand to ${after(c)} times its size; it was ${before(c)}` },
  "gzip-lowered": {
    class: "additive",
    words: (c) => say`a run fails where a gzip file expands to more than ${after(c)} times its size; it was ${before(c)}`,
  },
} as const satisfies Record<string, KindDefinition>;

export type DeclaredKind = keyof typeof TABLE_KINDS;
