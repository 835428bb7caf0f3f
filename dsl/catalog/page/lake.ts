import type { ConsentState, Index, IndexZone } from "./chunks.ts";

/** The tables of the lake, by their numbers. */
export interface Lake {
  readonly zones: readonly IndexZone[];
  readonly consents: Index["consents"];
  readonly run: Index["run"];
  readonly start: LakeTable;
  readonly tables: readonly LakeTable[];
  readonly byName: ReadonlyMap<string, LakeTable>;
}

export interface LakeTable {
  readonly number: number;
  readonly name: string;
  readonly zone: number;
  readonly isSource: boolean;
  readonly description: string | null;
  readonly consent: ConsentState;
  readonly reads: readonly number[];
  readonly readBy: readonly number[];
  readonly columns: readonly LakeColumn[];
}

export interface LakeColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly description: string | null;
  /** The kinds of personal data, separated by commas. */
  readonly tags: string | null;
}

export function lakeOf({ zones, consents, run, start, texts, tables }: Index): Lake {
  // Columns of many tables have one name: as one string they are compared at once.
  const names = new Map<string, string>();
  const shared = (name: string): string => {
    const known = names.get(name) ?? name;
    names.set(known, known);
    return known;
  };
  const text = (number: number): string | null => texts[number] ?? null;
  const readers: number[][] = tables.map(() => []);
  tables.forEach(({ reads }, number) => {
    for (const read of reads) readers[read]?.push(number);
  });
  const decoded = tables.map(
    (table, number): LakeTable => ({
      ...table,
      number,
      readBy: readers[number] ?? [],
      columns: table.columns.map(([name, type, description, tags, nullable]) => ({
        name: shared(name),
        type: text(type) ?? "",
        nullable: nullable === 1,
        description: text(description),
        tags: text(tags),
      })),
    }),
  );
  const [first] = decoded;
  const starting = decoded[start] ?? first;
  if (starting === undefined) throw new Error("the catalog has no table");
  return { zones, consents, run, start: starting, tables: decoded, byName: new Map(decoded.map((table) => [table.name, table])) };
}

export const tableAt = (lake: Lake, number: number): LakeTable => {
  const table = lake.tables[number];
  if (table === undefined) throw new Error(`the catalog has no table ${number}`);
  return table;
};

export const zoneName = (lake: Lake, zone: number): string => lake.zones[zone]?.name ?? "";
