import type { DescribedColumn } from "../schema/column-type.ts";
import type { SourceColumn } from "../schema/source-column.ts";
import type { RelationNode } from "./relation.ts";

export type { SourceColumn };

/** Everything that the transforms of one lake declare, as readonly plain data, in the order of the names. */
export interface LakePlan {
  readonly zones: readonly ZonePlan[];
  readonly consents: readonly ConsentPlan[];
  readonly sources: readonly SourcePlan[];
  readonly tables: readonly TablePlan[];
}

export interface ZonePlan {
  readonly name: string;
  /** The consent that every row about a person in this zone needs. */
  readonly requires?: string;
  readonly personal: "allow" | "deny";
  /** Whether personal data may decide which rows there are. */
  readonly implicit?: "allow" | "deny";
}

/** Agreement to one use of one's data: `person` has a row for each data subject, `givenAt` holds when they agreed. */
export interface ConsentPlan {
  readonly name: string;
  readonly person: string;
  readonly givenAt: string;
}

/** Whose row it is: the column refers to a column of the person table, which may be ambiguous there. */
export interface PersonReference {
  readonly column: string;
  readonly table: string;
  readonly references: string;
  readonly ambiguous: boolean;
}

/** Raw files in the landing zone. `path` is relative to the landing root and ends with `/`. */
export interface SourcePlan {
  readonly name: string;
  readonly zone: "landing";
  readonly description?: string;
  /** The file that declares it, `transforms/...`. */
  readonly file: string;
  readonly path: string;
  readonly format: TableFormat & { readonly kind: "json" };
  readonly columns: readonly SourceColumn[];
  readonly unique: readonly (readonly string[])[];
  readonly person: readonly PersonReference[];
  readonly eventTime?: string;
  /** The run fails when more than this share (0 to 1) of the non-blank lines is bad. */
  readonly quarantine: {
    readonly atMost: number;
    /** It fails too when the texts of bad records have more megabytes in all; without it, the default of `limits.ts`. */
    readonly atMostMB?: number;
  };
  /** The run fails when a gzip file has more than so many times its size in it; without it, the default of `limits.ts`. */
  readonly gzip?: { readonly atMostTimes: number };
}

export type TableFormat = { readonly kind: "iceberg" } | { readonly kind: "json" } | { readonly kind: "parquet" };

export interface TablePlan {
  readonly name: string;
  readonly zone: string;
  readonly description?: string;
  readonly file: string;
  /** As the author wrote it. */
  readonly relation: RelationNode;
  readonly columns: readonly DescribedColumn[];
  readonly format: TableFormat;
  /** Columns whose values divide the table's files, in this order. */
  readonly partitionBy: readonly string[];
  /** How large a data file should be, in MiB. */
  readonly targetFileMB?: number;
  /** Column to the reason why personal data may stand in it. */
  readonly personal: Readonly<Record<string, string>>;
  readonly anyOwner?: string;
  readonly atAnyTime?: string;
  /** Why personal data may decide which rows there are. */
  readonly implicit?: string;
  /** Which columns may take the place of columns of the same name and another type: what `transforms/breaks.json` acknowledges. */
  readonly replaces?: readonly Replacement[];
}

/** A column of another type than in a version before. The types are in words, as a change of it is named. */
export interface Replacement {
  readonly column: string;
  readonly from: string;
  readonly to: string;
}
