import { createHash } from "node:crypto";
import {
  isPlace,
  needsTotalOrder,
  type OrderColumn,
  totalOrder,
  type WindowColumn,
  type WindowNode,
} from "../../../dsl/operations/window.ts";
import { compare, evaluate, type Row, type Value } from "./evaluate.ts";
import { type Derivation, groups, MOST_DERIVATIONS, measured, type Result, through } from "./run.ts";

/** Each row with its window columns, made from itself and from the rows whose values these are. */
export function windowed(node: WindowNode, input: readonly Result[], number: number): readonly Result[] {
  const columns = Object.keys(input[0]?.row ?? {}).map((name) => ({ name }));
  const total = totalOrder(node, columns);
  return groups(input, node.partitionBy).flatMap((partition) => {
    const ordered = [...partition].sort((a, b) => inOrder(a.row, b.row, total) || (a.id < b.id ? -1 : 1));
    const members = createHash("md5")
      .update(JSON.stringify(unordered(node, partition, total)))
      .digest("hex")
      .slice(0, 12);
    return ordered.map((result, i): Result => {
      const values = node.columns.map((column) => ({ column, ...found(column, ordered, i, node) }));
      const others = [...new Set(values.flatMap(({ from }) => from))];
      return {
        row: { ...result.row, ...Object.fromEntries(values.map(({ column, value }) => [column.name, value])) },
        id: `${number}[${members}]${result.id}`,
        derivations: node.columns.every(({ value }) => isPlace(value)) ? result.derivations : withOthers(result, others, number),
      };
    });
  });
}

/** The rows of a partition; where ties are broken, in the order that breaks them, which is no part of the named one. */
function unordered(node: WindowNode, partition: readonly Result[], total: readonly OrderColumn[]): readonly string[] {
  const ties = needsTotalOrder(node) ? total.slice(node.orderBy.length) : [];
  return [...partition].sort((a, b) => inOrder(a.row, b.row, ties) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

/** Each choice of the row itself and of two others that it may have values of. */
function withOthers(own: Result, others: readonly Result[], number: number): readonly Derivation[] {
  const mine = through(own, `L${number}`);
  if (others.length === 0) return mine;
  return mine
    .flatMap((a) =>
      others.flatMap((first) =>
        others.flatMap((second) =>
          through(first, `R${number}`).flatMap((b) => through(second, `S${number}`).map((c): Derivation => new Map([...a, ...b, ...c]))),
        ),
      ),
    )
    .slice(0, MOST_DERIVATIONS);
}

interface Found {
  readonly value: Value;
  /** The rows that it has a value of. */
  readonly from: readonly Result[];
}

function found({ value }: WindowColumn, ordered: readonly Result[], i: number, node: WindowNode): Found {
  if (value.op === "aggregate") {
    const frame = node.orderBy.length === 0 ? ordered : ordered.slice(0, i + 1);
    return { value: measured(value, frame), from: frame };
  }
  const { argument } = value;
  const at = (place: number): Found => {
    const result = ordered[place];
    if (result === undefined || argument === undefined) return { value: null, from: [] };
    return { value: evaluate(argument, () => result.row), from: [result] };
  };
  const before = ordered.filter(({ row }) => inOrder(row, ordered[i]?.row ?? {}, node.orderBy) < 0).map(({ row }) => row);
  const place = (count: number): Found => ({ value: count + 1, from: [] });
  switch (value.function) {
    case "rowNumber":
      return place(i);
    case "rank":
      return place(before.length);
    case "denseRank":
      return place(before.filter((row, j) => j === 0 || inOrder(row, before[j - 1] ?? {}, node.orderBy) !== 0).length);
    case "lag":
      return at(i - (value.offset ?? 1));
    case "lead":
      return at(i + (value.offset ?? 1));
    case "first":
      return at(0);
    case "last":
      return at(ordered.length - 1);
  }
}

/** NULL last, whichever way the order goes. */
function inOrder(a: Row, b: Row, order: readonly OrderColumn[]): number {
  for (const { column, descending } of order) {
    const [x, y] = [a[column] ?? null, b[column] ?? null];
    if (x === null && y === null) continue;
    if (x === null || y === null) return x === null ? 1 : -1;
    const difference = compare(x, y);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}
