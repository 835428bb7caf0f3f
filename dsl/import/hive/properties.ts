import { cut } from "./cut.ts";
import type { HiveProperty, HiveTable } from "./hive-table.ts";

/** A property that says something that Sluice does otherwise, and how. */
export interface Difference {
  readonly property: HiveProperty;
  readonly what: string;
}

const AS_SLUICE: Readonly<Record<string, (value: string) => boolean>> = {
  classification: () => true,
  "case.insensitive": isTrue,
  "dots.in.keys": (value) => !isTrue(value),
  // What Athena fails or hides, Sluice puts in quarantine.
  "ignore.malformed.json": () => true,
  mapping: () => true,
  "serialization.format": () => true,
  external: () => true,
  has_encrypted_data: (value) => !isTrue(value),
  compressiontype: (value) => /^(?:none|gzip)$/i.test(value),
  "write.compression": (value) => /^(?:none|gzip)$/i.test(value),
  table_type: () => true,
  format: () => true,
  "parquet.compression": () => true,
};

/** What crawlers and Hive note of the files and of themselves. */
const STATISTICS =
  /^(?:transient_lastddltime|numfiles|numrows|rawdatasize|totalsize|recordcount|averagerecordsize|objectcount|sizekey|typeofdata|columns_?ordered|column_stats_accurate|updatedbycrawler|updated_by_crawler|crawlerschema(?:de)?serializerversion|bucketing_version|last_modified_(?:by|time)|discover\.partitions|projection\..*|storage\.location\.template|partition_filtering\.enabled|paths|partitionkeys?)$/;

/** The properties of a table that mean something else in Sluice, or nothing; what the SerDe is told of keys is not among them. */
export function differencesOf({ properties, storage, partitions }: HiveTable): readonly Difference[] {
  return [...storage.serdeProperties.filter(({ key }) => mappedColumn(key) === undefined), ...properties].flatMap(
    (property): Difference[] => {
      const key = property.key.toLowerCase();
      if (STATISTICS.test(key) && (partitions.length > 0 || !key.startsWith("projection."))) return [];
      const holds = Object.hasOwn(AS_SLUICE, key) ? AS_SLUICE[key] : undefined;
      if (holds?.(property.value) === true) return [];
      return [{ property, what: DIFFERENCES[key] ?? `the property '${property.key}' = '${short(property.value)}' has no counterpart` }];
    },
  );
}

const DIFFERENCES: Readonly<Record<string, string>> = {
  "case.insensitive": "keys are matched without regard to case, where 'case.insensitive' says otherwise",
  "dots.in.keys": "keys with dots are not read: 'dots.in.keys' gives them `_` in the place of the dot",
};

/** Schemas and patterns are long. */
const short = (value: string): string => cut(value.replace(/\s+/g, " ").trim());

/** The column in `mapping.column` = `key`. */
export const mappedColumn = (key: string): string | undefined => /^mapping\.(.+)$/i.exec(key)?.[1]?.toLowerCase();

function isTrue(value: string): boolean {
  return /^true$/i.test(value.trim());
}
