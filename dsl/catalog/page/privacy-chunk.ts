import type { Catalog, CatalogClaim, CatalogException } from "../catalog.ts";

/** What the privacy report shows. */
export interface PrivacyChunk extends Pick<Catalog, "assumptions" | "native"> {
  readonly tables: readonly PrivacyTable[];
}

export interface PrivacyTable {
  readonly name: string;
  readonly zone: string;
  readonly claims: readonly Pick<CatalogClaim, "question" | "claim" | "status">[];
  readonly personal: readonly { readonly column: string; readonly tags: readonly string[] }[];
  readonly presence: readonly string[];
  readonly exceptions: readonly CatalogException[];
}
