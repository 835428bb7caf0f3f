/**
 * What the page loads, in pieces, so that the first is small: `index` has what search and navigation need, `lineage` how the
 * columns hang together, `table/NAME` all of one table (a `CatalogTable`), `privacy` the privacy report. Tables, and the
 * columns of a table, are named by their number.
 */
export interface Index {
  readonly zones: readonly IndexZone[];
  readonly consents: readonly { readonly name: string; readonly person: string; readonly givenAt: string }[];
  readonly run: { readonly run: string; readonly at: string } | null;
  readonly start: number;
  /** Types, descriptions and lists of tags, each once. */
  readonly texts: readonly string[];
  readonly tables: readonly IndexTable[];
}

export interface IndexZone {
  readonly name: string;
  readonly requires: string | null;
  readonly personal: "allow" | "deny";
  readonly implicit: "allow" | "deny" | null;
}

export interface IndexTable {
  readonly name: string;
  readonly zone: number;
  readonly isSource: boolean;
  readonly description: string | null;
  readonly reads: readonly number[];
  readonly consent: ConsentState;
  readonly columns: readonly IndexColumn[];
}

/** What is shown of the consent that the zone requires; `none` where none is. */
export type ConsentState = "proven" | "acknowledged" | "failed" | "none";

/** Name, and as numbers in `texts`: type, description (-1: none) and tags separated by commas (-1: none); 1 when it may be null. */
export type IndexColumn = readonly [name: string, type: number, description: number, tags: number, nullable: 0 | 1];

/** Of each table, of each column: how it is made. Of a source it is empty. */
export interface LineageChunk {
  readonly texts: readonly string[];
  readonly tables: readonly (readonly MadeOf[])[];
}

/** The expression as a number in `texts` (-1: a plain copy), then table, column, and 1 when it is computed, of each origin. */
export type MadeOf = readonly [expression: number, ...origins: number[]];

/** The names of the chunks, as `data/NAME.js` has them. */
export const INDEX = "index";
export const LINEAGE = "lineage";
export const PRIVACY = "privacy";
export const tableChunk = (table: string): string => `table/${table}`;

/** What the script of a chunk adds its text to: `(self.sluiceChunks ??= {})["index"] = "..."`. */
export const REGISTRY = "sluiceChunks";
