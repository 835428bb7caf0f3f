import { acknowledgedNow, type Base, type Folders } from "./base.ts";
import { type Comparison, compare } from "./compare.ts";
import { type ChangeReport, type Inputs, reportOf } from "./report.ts";
import type { TreeFiles } from "./tree/files.ts";
import { openTree } from "./tree/tree.ts";

/** Compares the files of the head with a base. */
export const comparisonWith = ({ files }: Base, head: TreeFiles): Comparison => compare(openTree(files), openTree(head));

/** What is to be said of it. */
export const reportFor = (
  comparison: Comparison,
  { acknowledged }: Base,
  folders: Folders,
  more: Omit<Inputs, "acknowledged">,
): ChangeReport => reportOf(comparison, { acknowledged: { now: acknowledgedNow(folders), before: acknowledged }, ...more });
