import { layout as dagre, Graph } from "@dagrejs/dagre";

/** A table to place, in the lane of its zone. Sizes are in CSS pixels. */
export interface Box {
  readonly id: number;
  readonly lane: number;
  readonly height: number;
}

export interface Arrow {
  readonly from: number;
  readonly to: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Placed {
  readonly width: number;
  readonly height: number;
  /** By the id of the box: its upper left corner. */
  readonly boxes: ReadonlyMap<number, Point>;
  readonly lanes: readonly { readonly lane: number; readonly y: number; readonly height: number }[];
  /** By `from to`: where an arrow that passes other boxes crosses their columns. */
  readonly ways: ReadonlyMap<string, readonly Point[]>;
}

export const BOX_WIDTH = 224;
const MARGIN = 24;
const COLUMN_GAP = 56;
const GAP = 18;
const LANE_HEAD = 34;
const LANE_END = 18;
const LANE_GAP = 8;
/** The room of an arrow that passes. */
const PASSAGE = 10;

export const arrowKey = ({ from, to }: Arrow): string => `${from} ${to}`;

/**
 * Zones are lanes from top to bottom, data flows from left to right. dagre finds the column of every box, and the order of
 * the boxes in which arrows cross least; each lane keeps that order. An arrow over several columns has its own room in those
 * that it passes, so that it goes behind no box.
 */
export function layoutOf(boxes: readonly Box[], arrows: readonly Arrow[]): Placed {
  const graph = new Graph()
    .setGraph({ rankdir: "LR", nodesep: GAP, ranksep: COLUMN_GAP, ranker: "network-simplex" })
    .setDefaultEdgeLabel(() => ({}));
  for (const { id, height } of boxes) graph.setNode(String(id), { width: BOX_WIDTH, height });
  const unique = [...new Map(arrows.map((arrow) => [arrowKey(arrow), arrow])).values()];
  for (const { from, to } of unique) graph.setEdge(String(from), String(to));
  dagre(graph);

  const at = (id: number): Point => graph.node(String(id)) as Point;
  const xs = [...new Set(boxes.map(({ id }) => Math.round(at(id).x)))].sort((a, b) => a - b);
  const columnOf = (id: number): number => xs.indexOf(Math.round(at(id).x));
  const laneOf = new Map(boxes.map(({ id, lane }) => [id, lane]));

  const items: Item[] = boxes.map(({ id, lane, height }) => ({ lane, column: columnOf(id), order: at(id).y, height, box: id }));
  for (const arrow of unique) {
    const points = (graph.edge(String(arrow.from), String(arrow.to)) as { points?: readonly Point[] }).points ?? [];
    for (let column = columnOf(arrow.from) + 1; column < columnOf(arrow.to); column++) {
      const order = heightAt(points, xs[column] ?? 0);
      items.push({ lane: laneOf.get(arrow.to) ?? 0, column, order, height: PASSAGE, way: arrowKey(arrow) });
    }
  }
  return stacked(items, xs.length);
}

interface Item {
  readonly lane: number;
  readonly column: number;
  readonly order: number;
  readonly height: number;
  readonly box?: number;
  readonly way?: string;
}

function stacked(items: readonly Item[], columns: number): Placed {
  const boxes = new Map<number, Point>();
  const ways = new Map<string, Point[]>();
  const lanes: Placed["lanes"][number][] = [];
  let top = 0;
  for (const lane of [...new Set(items.map((item) => item.lane))].sort((a, b) => a - b)) {
    let bottom = top + LANE_HEAD;
    for (let column = 0; column < columns; column++) {
      const x = MARGIN + column * (BOX_WIDTH + COLUMN_GAP);
      let y = top + LANE_HEAD;
      for (const item of items.filter((one) => one.lane === lane && one.column === column).sort((a, b) => a.order - b.order)) {
        if (item.box !== undefined) boxes.set(item.box, { x, y });
        if (item.way !== undefined) ways.set(item.way, [...(ways.get(item.way) ?? []), { x, y: y + PASSAGE / 2 }]);
        y += item.height + GAP;
      }
      bottom = Math.max(bottom, y - GAP);
    }
    lanes.push({ lane, y: top, height: bottom + LANE_END - top });
    top = bottom + LANE_END + LANE_GAP;
  }
  const width = 2 * MARGIN + columns * BOX_WIDTH + Math.max(0, columns - 1) * COLUMN_GAP;
  return { width, height: Math.max(0, top - LANE_GAP), boxes, lanes, ways };
}

/** How high a line is where it crosses `x`. */
function heightAt(points: readonly Point[], x: number): number {
  const next = points.find((point) => point.x >= x) ?? points.at(-1);
  return next?.y ?? 0;
}

/** A line from one side to the other that leaves and arrives level. `ways` are the columns that it passes. */
export function pathOf(from: Point, ways: readonly Point[], to: Point): string {
  const parts = [`M${from.x} ${from.y}`];
  let at = from;
  const bend = (point: Point): void => {
    const middle = (at.x + point.x) / 2;
    parts.push(`C${middle} ${at.y} ${middle} ${point.y} ${point.x} ${point.y}`);
    at = point;
  };
  for (const way of ways) {
    bend(way);
    at = { x: way.x + BOX_WIDTH, y: way.y };
    parts.push(`L${at.x} ${at.y}`);
  }
  bend(to);
  return parts.join("");
}
