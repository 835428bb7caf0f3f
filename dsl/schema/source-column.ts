import type { DescribedColumn } from "./column-type.ts";
import type { RowCheck } from "./row-check.ts";

/** A column of a source, as its zod schema declares it. */
export interface SourceColumn extends DescribedColumn {
  /** The kind of personal data: name, email, phone, ... */
  readonly personal?: string;
  readonly checks: readonly RowCheck[];
}
