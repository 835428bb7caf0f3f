import type { PlanFile, TableFile } from "../../compiler/plan-file.ts";
import type { Found } from "../change.ts";
import type { ColumnPair } from "../compared.ts";
import type { DeclaredKind } from "../kinds/table-kinds.ts";
import { changed, ofBoth, ofTables, type TableRule } from "./rule.ts";

const what = ({ kind, zone }: PlanFile): string => (kind === "source" ? kind : `${kind} of ${zone}`);

const partitioning = (names: readonly string[]): string => names.join(", ") || "nothing";

interface Both {
  readonly before: TableFile;
  readonly after: TableFile;
}

function partitioningOf({ before, after }: Both, columns: readonly ColumnPair[]): readonly Found[] {
  const renamed = new Map(columns.map((pair) => [pair.before?.name, pair.after?.name]));
  const was = before.partitionBy.map((name) => renamed.get(name) ?? name);
  return changed(partitioning(was), partitioning(after.partitionBy));
}

/** Who reads an Iceberg table never sees how its files are partitioned; elsewhere the columns move behind the others, and to other paths. */
const isIceberg = ({ before, after }: Both): boolean => before.format.kind === "iceberg" && after.format.kind === "iceberg";

const fileSize = (size: number | undefined): string => (size === undefined ? "the usual size" : `${size} MiB`);

/** Rules of the table as a whole. */
export const TABLE = {
  "table-added": ({ before, after }) => (before === undefined && after !== undefined ? [{ after: what(after.plan) }] : []),
  "table-removed": ({ before, after }) => (after === undefined && before !== undefined ? [{ before: what(before.plan) }] : []),
  "table-renamed": ofBoth(({ before, after }) => (before.name === after.name ? [] : [{ before: before.name }])),
  "zone-moved": ofBoth(({ before, after }) => changed(before.zone, after.zone)),
  "kind-changed": ofBoth(({ before, after }) => changed(before.kind, after.kind)),
  "format-changed": ofBoth(({ before, after }) => changed(before.format.kind, after.format.kind)),
  "partitioning-changed": ofTables((both, { columns }) => (isIceberg(both) ? [] : partitioningOf(both, columns))),
  repartitioned: ofTables((both, { columns }) => (isIceberg(both) ? partitioningOf(both, columns) : [])),
  "file-size-changed": ofTables(({ before, after }) => changed(fileSize(before.targetFileMB), fileSize(after.targetFileMB))),
  "table-described": ofBoth(({ before, after }) => {
    const [was, is] = [before.description ?? "none", after.description ?? "none"];
    return was === is ? [] : [{ after: is }];
  }),
  "not-understood": ({ unknown }) => (unknown.length === 0 ? [] : [{ before: unknown.join(", ") }]),
  "declaration-moved": ofBoth(({ before, after }) => changed(before.file, after.file)),
} as const satisfies { readonly [K in DeclaredKind]?: TableRule };
