import { type Lake, type LakeTable, tableAt } from "./lake.ts";
import { type Arrow, arrowKey, BOX_WIDTH, type Box, layoutOf, type Placed, type Point, pathOf } from "./layout.ts";
import { type ColumnAt, type ColumnEdge, keyOf, type Lineage, type Trail } from "./lineage.ts";
import { hiddenAround, type Way } from "./neighbourhood.ts";

/** A table as the graph draws it. Sizes are in CSS pixels. */
export interface Drawn {
  readonly table: LakeTable;
  readonly isFocus: boolean;
  readonly rows: readonly DrawnRow[];
  /** How many columns have no row. */
  readonly others: number;
  readonly at: Point;
  readonly height: number;
  readonly hidden: Readonly<Record<Way, number>>;
}

export interface DrawnRow {
  readonly column: number;
  readonly name: string;
  readonly tags: string | null;
  /** How it is made, unless it is a plain copy. */
  readonly expression: string | undefined;
  readonly isOnTrail: boolean;
  readonly height: number;
}

export interface Line {
  readonly key: string;
  readonly path: string;
  readonly isComputed: boolean;
  readonly isOnTrail: boolean;
}

export interface GraphModel {
  readonly placed: Placed;
  readonly drawn: readonly Drawn[];
  readonly lines: readonly Line[];
  /** The neighbours of a column or, with -1, of a table, for the arrow keys. */
  readonly edges: readonly { readonly from: ColumnAt; readonly to: ColumnAt }[];
}

export const HEAD = 48;
const ROW = 27;
const EXPRESSION = 17;
const FOOT = 30;
const END = 8;
const MOST_ROWS = 14;
const NONE_HIDDEN = { up: 0, down: 0 };

interface Wanted {
  readonly lake: Lake;
  readonly focus: LakeTable;
  /** The trail of the column that is followed. */
  readonly followed?: { readonly trail: Trail; readonly lineage: Lineage } | undefined;
  readonly shown: ReadonlySet<number>;
}

export function graphModel({ lake, focus, followed, shown }: Wanted): GraphModel {
  const tables = [...shown].map((number) => tableAt(lake, number));
  const rows = new Map(tables.map((table) => [table.number, rowsOf(table, table === focus, followed)]));
  const boxes = tables.map((table): Box => {
    const own = rows.get(table.number) ?? [];
    const height = own.reduce((sum, row) => sum + row.height, 0);
    const foot = own.length > 0 && own.length < table.columns.length ? FOOT : 0;
    return { id: table.number, lane: table.zone, height: HEAD + (own.length === 0 ? 0 : height + END) + foot };
  });
  const edges = followed?.trail.edges ?? [];
  const arrows: readonly Arrow[] =
    followed === undefined
      ? tables.flatMap(({ number, reads }) => reads.filter((read) => shown.has(read)).map((read) => ({ from: read, to: number })))
      : edges.map(({ from, to }) => ({ from: from.table, to: to.table }));
  const hidden = new Map(tables.map(({ number }) => [number, followed === undefined ? hiddenAround(lake, number, shown) : NONE_HIDDEN]));
  const placed = layoutOf(boxes, arrows);
  const drawn = tables.map((table, i): Drawn => {
    const own = rows.get(table.number) ?? [];
    return {
      table,
      isFocus: table === focus,
      rows: own,
      others: table.columns.length - own.length,
      at: placed.boxes.get(table.number) ?? { x: 0, y: 0 },
      height: boxes[i]?.height ?? HEAD,
      hidden: hidden.get(table.number) ?? NONE_HIDDEN,
    };
  });
  const byNumber = new Map(drawn.map((one) => [one.table.number, one]));
  const lines =
    followed === undefined
      ? arrows.map((arrow) => tableLine(arrow, byNumber, placed))
      : edges.map((edge) => columnLine(edge, byNumber, placed));
  const neighbours =
    followed === undefined ? arrows.map(({ from, to }) => ({ from: { table: from, column: -1 }, to: { table: to, column: -1 } })) : edges;
  return { placed, drawn, lines, edges: neighbours };
}

function rowsOf(table: LakeTable, isFocus: boolean, followed: Wanted["followed"]): readonly DrawnRow[] {
  const isOnTrail = (column: number): boolean => followed?.trail.columns.has(keyOf({ table: table.number, column })) ?? false;
  const numbers = table.columns.map((_, column) => column);
  const first = isFocus ? numbers.slice(0, MOST_ROWS) : [];
  const chosen = numbers.filter((column) => first.includes(column) || isOnTrail(column)).slice(0, 2 * MOST_ROWS);
  return chosen.map((column) => {
    const { name, tags } = table.columns[column] ?? { name: "", tags: null };
    const onTrail = isOnTrail(column);
    const expression = onTrail ? followed?.lineage.expressionOf({ table: table.number, column }) : undefined;
    return { column, name, tags, expression, isOnTrail: onTrail, height: ROW + (expression === undefined ? 0 : EXPRESSION) };
  });
}

type ByNumber = ReadonlyMap<number, Drawn>;

function tableLine(arrow: Arrow, drawn: ByNumber, placed: Placed): Line {
  const path = between(side(drawn.get(arrow.from), -1, "right"), side(drawn.get(arrow.to), -1, "left"), arrow, placed);
  return { key: arrowKey(arrow), path, isComputed: false, isOnTrail: false };
}

function columnLine({ from, to, isComputed }: ColumnEdge, drawn: ByNumber, placed: Placed): Line {
  const start = side(drawn.get(from.table), from.column, "right");
  const end = side(drawn.get(to.table), to.column, "left");
  const path = between(start, end, { from: from.table, to: to.table }, placed);
  return { key: `${keyOf(from)} ${keyOf(to)}`, path, isComputed, isOnTrail: true };
}

const between = (from: Point, to: Point, arrow: Arrow, placed: Placed): string => pathOf(from, placed.ways.get(arrowKey(arrow)) ?? [], to);

/** Where lines begin and end: at a row, or at the head of the table. */
function side(drawn: Drawn | undefined, column: number, which: "left" | "right"): Point {
  if (drawn === undefined) return { x: 0, y: 0 };
  const x = drawn.at.x + (which === "right" ? BOX_WIDTH : 0);
  let y = drawn.at.y + HEAD;
  for (const row of drawn.rows) {
    if (row.column === column) return { x, y: y + ROW / 2 };
    y += row.height;
  }
  return { x, y: drawn.at.y + HEAD / 2 };
}
