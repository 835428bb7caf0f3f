import type { PlanFile, SourceFile, TableFile } from "../compiler/plan-file.ts";
import type { SourceColumn } from "../operations/lake.ts";
import type { Meaning } from "./meaning/relation-meaning.ts";

/** A table or source in one of the trees. */
export interface Side {
  readonly plan: PlanFile;
  /** Of a table. */
  readonly meaning?: Meaning;
}

/** A column of both trees, or of one. */
export interface ColumnPair {
  readonly before?: AnyColumn | undefined;
  readonly after?: AnyColumn | undefined;
}

/** Of a source it has checks, and perhaps a kind of personal data. */
export type AnyColumn = Omit<SourceColumn, "checks"> & Partial<Pick<SourceColumn, "checks">>;

/** A table or source whose files differ, with what it was and what it is; one is missing where it is new or gone. */
export interface Compared {
  /** Its name in the head, or in the base where it is gone. */
  readonly table: string;
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  /** In the order of the head, then what is gone. */
  readonly columns: readonly ColumnPair[];
  /** The paths of its generated files that differ. */
  readonly files: readonly string[];
  /** The places in its plans that mean nothing to this version of Sluice. */
  readonly unknown: readonly string[];
  /** How base names are called in the head. */
  readonly renamed: (name: string) => string;
}

export const sourcePlan = (side: Side | undefined): SourceFile | undefined => (side?.plan.kind === "source" ? side.plan : undefined);

export const tablePlan = (side: Side | undefined): TableFile | undefined => (side?.plan.kind === "table" ? side.plan : undefined);

/** Both sides, where they are of one kind. */
export function bothTables({ before, after }: Compared): { readonly before: TableFile; readonly after: TableFile } | undefined {
  const [was, is] = [tablePlan(before), tablePlan(after)];
  return was === undefined || is === undefined ? undefined : { before: was, after: is };
}

export function bothSources({ before, after }: Compared): { readonly before: SourceFile; readonly after: SourceFile } | undefined {
  const [was, is] = [sourcePlan(before), sourcePlan(after)];
  return was === undefined || is === undefined ? undefined : { before: was, after: is };
}
