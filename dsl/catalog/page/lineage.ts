import type { LineageChunk, MadeOf } from "./chunks.ts";

/** A column by the numbers of its table and of itself. */
export interface ColumnAt {
  readonly table: number;
  readonly column: number;
}

/** A value goes from one column to another. */
export interface ColumnEdge {
  readonly from: ColumnAt;
  readonly to: ColumnAt;
  readonly isComputed: boolean;
}

export interface Lineage {
  /** How a column is made; undefined for a plain copy and for a column of a source. */
  readonly expressionOf: (at: ColumnAt) => string | undefined;
  /** What it is made of, and what is made of it. */
  readonly origins: (at: ColumnAt) => readonly ColumnEdge[];
  readonly uses: (at: ColumnAt) => readonly ColumnEdge[];
}

export const keyOf = ({ table, column }: ColumnAt): string => `${table}.${column}`;

export function lineageOf({ texts, tables }: LineageChunk): Lineage {
  const uses = new Map<string, ColumnEdge[]>();
  tables.forEach((columns, table) => {
    columns.forEach((made, column) => {
      for (const edge of edgesOf({ table, column }, made)) {
        const key = keyOf(edge.from);
        const known = uses.get(key);
        if (known === undefined) uses.set(key, [edge]);
        else known.push(edge);
      }
    });
  });
  const madeOf = ({ table, column }: ColumnAt): MadeOf => tables[table]?.[column] ?? NOTHING;
  return {
    expressionOf: (at) => texts[madeOf(at)[0]],
    origins: (at) => edgesOf(at, madeOf(at)),
    uses: (at) => uses.get(keyOf(at)) ?? [],
  };
}

const NOTHING: MadeOf = [-1];

function edgesOf(to: ColumnAt, [, ...origins]: MadeOf): readonly ColumnEdge[] {
  const edges: ColumnEdge[] = [];
  for (let i = 0; i + 2 < origins.length; i += 3) {
    const [table = -1, column = -1, isComputed = 0] = origins.slice(i, i + 3);
    edges.push({ from: { table, column }, to, isComputed: isComputed === 1 });
  }
  return edges;
}

/** All that a column comes from and all that comes from it, nearest first. */
export interface Trail {
  readonly columns: ReadonlyMap<string, ColumnAt>;
  readonly edges: readonly ColumnEdge[];
  /** Whether more tables are on it than were asked for. */
  readonly isCut: boolean;
}

/** Follows a column both ways until `most` tables are on the trail. */
export function trailOf(lineage: Lineage, start: ColumnAt, most: number): Trail {
  const columns = new Map([[keyOf(start), start]]);
  const tables = new Set([start.table]);
  const edges: ColumnEdge[] = [];
  let isCut = false;
  const follow = (next: (at: ColumnAt) => readonly ColumnEdge[], end: "from" | "to"): void => {
    const ahead = [start];
    const seen = new Set([keyOf(start)]);
    for (let i = 0; i < ahead.length; i++) {
      const at = ahead[i];
      if (at === undefined) continue;
      for (const edge of next(at)) {
        const other = edge[end];
        if (!tables.has(other.table) && tables.size >= most) {
          isCut = true;
          continue;
        }
        tables.add(other.table);
        edges.push(edge);
        const key = keyOf(other);
        if (seen.has(key)) continue;
        seen.add(key);
        columns.set(key, other);
        ahead.push(other);
      }
    }
  };
  follow(lineage.origins, "from");
  follow(lineage.uses, "to");
  return { columns, edges, isCut };
}
