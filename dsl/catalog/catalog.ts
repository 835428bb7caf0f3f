/**
 * What `catalog.json` holds: everything there is to say of a lake, as plain data in one stable order, for tools as well as
 * for the page. Nothing in it comes from a row of data. docs/catalog.md describes it for readers.
 */
export interface Catalog {
  readonly version: 1;
  /** Landing first, then in the order in which data flows. */
  readonly zones: readonly CatalogZone[];
  readonly consents: readonly CatalogConsent[];
  /** The table that rests on most others: where the page starts. */
  readonly start: string;
  /** In the order of the names. */
  readonly tables: readonly CatalogTable[];
  /** What the proofs take from declarations, with the tables whose proofs do. */
  readonly assumptions: readonly { readonly assumes: string; readonly usedBy: readonly string[] }[];
  /** Expressions in an engine's own SQL, of which nothing is proven but what they may be computed from. */
  readonly native: readonly {
    readonly table: string;
    readonly spark: string;
    readonly duckdb: string;
    readonly inputs: readonly string[];
  }[];
  /** The current version of the lake folder that was given; null without one. */
  readonly run: CatalogRun | null;
}

export interface CatalogZone {
  readonly name: string;
  /** The consent that every row about a person needs there. */
  readonly requires: string | null;
  /** Whether personal data may stand in columns; `deny` asks for a reason of each. */
  readonly personal: "allow" | "deny";
  /** Whether personal data may decide which rows there are. */
  readonly implicit: "allow" | "deny" | null;
}

export interface CatalogConsent {
  readonly name: string;
  /** The source that has a row for each person. */
  readonly person: string;
  /** Its column that says when the person agreed. */
  readonly givenAt: string;
}

export interface CatalogRun {
  readonly run: string;
  /** When it was committed, ISO 8601 in UTC. */
  readonly at: string;
}

export interface CatalogTable {
  readonly name: string;
  readonly zone: string;
  readonly kind: "source" | "table";
  readonly description: string | null;
  readonly declaration: Declaration;
  readonly format: "iceberg" | "json" | "parquet";
  readonly partitionBy: readonly string[];
  readonly reads: readonly string[];
  readonly readBy: readonly string[];
  readonly columns: readonly CatalogColumn[];
  /** The columns that decide which rows there are. */
  readonly rowsDecidedBy: readonly ColumnName[];
  /** What a source promises of its rows; null for a table. */
  readonly source: CatalogSource | null;
  /** Every question that was asked of the table, and its answer. Empty for a source. */
  readonly claims: readonly CatalogClaim[];
  /** The kinds of personal data that decide which rows there are. */
  readonly presence: readonly string[];
  readonly exceptions: readonly CatalogException[];
  /** The Glue job, null for a source, and the Athena DDL, each with its path below `generated/`. */
  readonly script: GeneratedText | null;
  readonly ddl: GeneratedText;
  /** Of the lake folder that was given; null without one, or when no run has made the table. */
  readonly lastRun: CatalogTableRun | null;
}

export interface ColumnName {
  readonly table: string;
  readonly column: string;
}

export interface Declaration {
  /** `transforms/...` */
  readonly file: string;
  /** Where the excerpt begins, from 1; null when the declaration could not be found in the file. */
  readonly line: number | null;
  /** The statement that declares it, with its comment. */
  readonly text: string | null;
}

export interface GeneratedText {
  readonly path: string;
  readonly text: string;
}

export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly description: string | null;
  /** The kinds of personal data in it. */
  readonly personal: readonly string[];
  /** What its values are made of, one step back. */
  readonly from: readonly (ColumnName & { readonly how: "copied" | "computed" })[];
  /** How the value is made of them, in words; null for a column of a source. */
  readonly expression: string | null;
  /** The columns of sources that it goes back to, in the order of the names; itself for a column of a source. */
  readonly origins: readonly ColumnName[];
  /** Why it is never null; empty when it may be, or says so itself. */
  readonly notNull: readonly CatalogReason[];
  /** What each value must be; a row that is not goes to quarantine. */
  readonly checks: readonly string[];
}

export interface CatalogSource {
  /** Where its files land, below the landing root. */
  readonly path: string;
  readonly unique: readonly (readonly string[])[];
  /** Whose a row is: the column refers to one of the person's source. */
  readonly person: readonly {
    readonly column: string;
    readonly refersTo: ColumnName;
    /** Whether several people may have the value. */
    readonly ambiguous: boolean;
  }[];
  readonly eventTime: string | null;
  /** The share of bad records, or of their bytes (0 to 1), above which a run fails. */
  readonly quarantineAtMost: number;
}

export type Question = "consent" | "one-person" | "fan-out" | "personal-data" | "personal-rows";

export interface CatalogClaim {
  readonly question: Question;
  readonly claim: string;
  readonly status: "proven" | "acknowledged" | "failed" | "inherited";
  /** What a proven claim follows from. */
  readonly because: readonly CatalogReason[];
  /** Of one that is not proven: the nearest that is known, what is missing, and the reasons for which it is accepted. */
  readonly known: string | null;
  readonly missing: string | null;
  readonly accepted: readonly { readonly kind: string; readonly table: string; readonly reason: string }[];
  /** The table that an inherited one is reported of. */
  readonly inheritedFrom: string | null;
}

/** Why something holds, as a tree. */
export interface CatalogReason {
  readonly claim: string;
  /** The table that says so, and its file. */
  readonly table: string | null;
  readonly file: string | null;
  /** What it takes from a declaration; `checked` when every run makes sure of it. */
  readonly assumes: { readonly text: string; readonly checked: boolean } | null;
  readonly because: readonly CatalogReason[];
}

export interface CatalogException {
  readonly kind: string;
  readonly column: string | null;
  readonly reason: string;
  /** The claims that it accepts, each after the name of its table. */
  readonly accepts: readonly string[];
}

export interface CatalogTableRun {
  /** The run that made the rows, and when it started. */
  readonly run: string;
  readonly at: string;
  readonly rows: number;
  readonly quarantined: number;
  /** Whether the bad records themselves are gone by their age. */
  readonly quarantineExpired: boolean;
  /** Of a source: what its files hold, rows and quarantined. */
  readonly records: number | null;
  readonly files: number | null;
  /** The most frequent reasons of quarantine. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly ms: number;
  /** Whether the rows were made by the table as it is declared now. */
  readonly isCurrent: boolean;
}
