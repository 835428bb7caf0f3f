import type { Aggregate } from "../../../dsl/expressions/expression.ts";
import type { AggregateNode } from "../../../dsl/operations/aggregate.ts";
import type { ExplodeNode } from "../../../dsl/operations/explode.ts";
import { type AnyJoinNode, addedByJoin } from "../../../dsl/operations/join.ts";
import type { RelationNode } from "../../../dsl/operations/relation.ts";
import { inputsOf, ruleOf, schemaOfRelation } from "../../../dsl/operations/rules.ts";
import { compare, evaluate, type Row, type Value } from "./evaluate.ts";
import { windowed } from "./windows.ts";

export type Database = Readonly<Record<string, readonly Row[]>>;

/** A source row that a result row was made from. */
export interface Origin {
  readonly source: string;
  readonly index: number;
}

/** One choice of source rows, by the use of the source in the plan. */
export type Derivation = ReadonlyMap<string, Origin>;

export interface Result {
  readonly row: Row;
  /** Tells the row from others, and is the same when only values change. */
  readonly id: string;
  readonly derivations: readonly Derivation[];
}

/** More derivations of one row are left out. */
export const MOST_DERIVATIONS = 24;

export interface Run {
  readonly results: readonly Result[];
  /** For each join, how many right rows each left row met. */
  readonly matches: ReadonlyMap<RelationNode, readonly number[]>;
}

/**
 * Evaluates a relation row by row, and keeps for each row what it was made from. `read` gives the rows of a source or table; `steps`
 * numbers the operations, so that paths are those of the proofs.
 */
export function run(root: RelationNode, read: (table: string) => readonly Result[]): Run {
  const numbers = numbersOf(root);
  const matches = new Map<RelationNode, readonly number[]>();
  const memo = new Map<RelationNode, readonly Result[]>();
  /** A union of unions is one union. */
  const arms = new Map<RelationNode, readonly (readonly Result[])[]>();
  const visit = (node: RelationNode): readonly Result[] => {
    const known = memo.get(node);
    if (known !== undefined) return known;
    const result = step(node, inputsOf(node).map(visit), numbers.get(node) ?? -1);
    memo.set(node, result);
    return result;
  };
  const step = (node: RelationNode, inputs: readonly (readonly Result[])[], number: number): readonly Result[] => {
    const [input = [], other = []] = inputs;
    switch (node.op) {
      case "read":
        return read(node.table);
      case "filter":
        return input.filter(({ row }) => evaluate(node.where, () => row) === true);
      case "join":
      case "leftJoin":
      case "semiJoin":
      case "antiJoin":
        return join(node, input, other, number, (counts) => matches.set(node, counts));
      case "union": {
        const whole = inputsOf(node).flatMap((child, i) => arms.get(child) ?? [inputs[i] ?? []]);
        arms.set(node, whole);
        return whole.flatMap((arm, i) =>
          arm.map((result) => ({ ...result, id: `${i}(${result.id})`, derivations: through(result, `U${number}-${i}`) })),
        );
      }
      case "distinct":
        return groups(
          input,
          schemaOfRelation(node).columns.map(({ name }) => name),
        ).map((members) => groupResult(members[0]?.row ?? {}, members, number));
      case "latest":
        return groups(input, node.by).map((members) => members.reduce((a, b) => (isNewer(b, a, node.newest, Object.keys(a.row)) ? b : a)));
      case "aggregate": {
        const found = groups(input, node.by);
        return (node.by.length === 0 && found.length === 0 ? [[]] : found).map((members) =>
          groupResult(aggregated(node, members), members, number),
        );
      }
      case "explode":
        return input.flatMap((result) => exploded(node, result));
      case "window":
        return windowed(node, input, number);
      default: {
        const columns = ruleOf(node).projection?.(node, schemaOfRelation(inputsOf(node)[0] as RelationNode)) ?? [];
        return input.map((result) => ({
          ...result,
          row: Object.fromEntries(columns.map(({ name, expression }) => [name, evaluate(expression, () => result.row)])),
        }));
      }
    }
  };
  return { results: visit(root), matches };
}

/** An array is its texts with a bar between them, which are never empty. */
function exploded({ column, as, position, keepEmpty }: ExplodeNode, { row, id, derivations }: Result): readonly Result[] {
  const array = row[column] ?? "";
  const elements = array === "" ? [] : String(array).split("|");
  const at = (element: Value, place: Value): Result => {
    const { [column]: _, ...rest } = row;
    const made = { ...rest, [as]: element, ...(position === undefined ? {} : { [position]: place }) };
    return { row: made, id: `${id}.${place ?? "-"}`, derivations };
  };
  return elements.length === 0 && keepEmpty ? [at(null, null)] : elements.map(at);
}

/** The operations in the order in which each stands after its inputs, the first input's first. */
export function numbersOf(root: RelationNode): ReadonlyMap<RelationNode, number> {
  const numbers = new Map<RelationNode, number>();
  const pending = [root];
  for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
    const missing = inputsOf(node).filter((input) => !numbers.has(input));
    if (missing.length > 0) pending.push(...missing.reverse());
    else {
      pending.pop();
      if (!numbers.has(node)) numbers.set(node, numbers.size);
    }
  }
  return numbers;
}

export const through = ({ derivations }: Result, mark: string): readonly Derivation[] =>
  derivations.map((derivation) => new Map([...derivation].map(([path, origin]) => [`${mark}.${path}`, origin])));

function join(
  node: AnyJoinNode,
  left: readonly Result[],
  right: readonly Result[],
  number: number,
  count: (counts: readonly number[]) => void,
): readonly Result[] {
  const added = addedByJoin(node, schemaOfRelation(node.right)).map(({ name }) => name);
  const counts: number[] = [];
  const results = left.flatMap((l): readonly Result[] => {
    const found = right.filter((r) => isMatch(node, l.row, r.row));
    counts.push(found.length);
    const fromLeft = through(l, `L${number}`);
    if (node.op === "semiJoin" || node.op === "antiJoin")
      return found.length > 0 === (node.op === "semiJoin") ? [{ ...l, derivations: fromLeft }] : [];
    const pairs = found.map(
      (r): Result => ({
        row: { ...l.row, ...Object.fromEntries(added.map((name) => [name, r.row[name] ?? null])) },
        id: `(${l.id} ${r.id})`,
        derivations: fromLeft.flatMap((a) => through(r, `R${number}`).map((b) => new Map([...a, ...b]))).slice(0, MOST_DERIVATIONS),
      }),
    );
    if (found.length > 0 || node.op === "join") return pairs;
    return [{ row: { ...l.row, ...Object.fromEntries(added.map((name) => [name, null])) }, id: `(${l.id} -)`, derivations: fromLeft }];
  });
  count(counts);
  return results;
}

function isMatch(node: AnyJoinNode, left: Row, right: Row): boolean {
  const on = node.on.every((pair) => {
    const [a, b] = [left[pair.left] ?? null, right[pair.right] ?? null];
    return a !== null && b !== null && compare(a, b) === 0;
  });
  return on && (node.where === undefined || evaluate(node.where, (side) => (side === "right" ? right : left)) === true);
}

const keyOf = (row: Row, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => (row[name] === 0 ? 0 : (row[name] ?? null))));

export function groups(rows: readonly Result[], by: readonly string[]): readonly (readonly Result[])[] {
  const found = new Map<string, Result[]>();
  for (const result of rows) {
    const key = keyOf(result.row, by);
    found.set(key, [...(found.get(key) ?? []), result]);
  }
  return [...found.values()];
}

const groupResult = (row: Row, members: readonly Result[], number: number): Result => ({
  row,
  id: `${number}{${members
    .map(({ id }) => id)
    .sort()
    .join(" ")}}`,
  derivations: members.flatMap(({ derivations }) => derivations).slice(0, MOST_DERIVATIONS),
});

const aggregated = (node: AggregateNode, members: readonly Result[]): Row =>
  Object.fromEntries([
    ...node.by.map((name) => [name, members[0]?.row[name] ?? null]),
    ...node.measures.map(({ name, aggregate }) => [name, measured(aggregate, members)]),
  ]);

export function measured({ function: name, argument }: Aggregate, members: readonly Result[]): Value {
  const values = argument === undefined ? [] : members.map(({ row }) => evaluate(argument, () => row)).filter((value) => value !== null);
  const sum = (values as number[]).reduce((a, b) => a + b, 0);
  const sorted = [...values].sort(compare);
  switch (name) {
    case "count":
      return argument === undefined ? members.length : values.length;
    case "countDistinct":
      return new Set(values.map((value) => (value === 0 ? 0 : value))).size;
    case "sum":
      return values.length === 0 ? null : sum;
    case "avg":
      return values.length === 0 ? null : sum / values.length;
    case "min":
      return sorted[0] ?? null;
    case "max":
      return sorted.at(-1) ?? null;
  }
}

/** The greatest `newest` first, then all columns ascending, NULL last everywhere. */
function isNewer(a: Result, b: Result, newest: string, columns: readonly string[]): boolean {
  const by = [{ name: newest, sign: -1 }, ...columns.map((name) => ({ name, sign: 1 }))];
  for (const { name, sign } of by) {
    const [x, y] = [a.row[name] ?? null, b.row[name] ?? null];
    if (x === null && y === null) continue;
    if (x === null || y === null) return y === null;
    if (compare(x, y) !== 0) return sign * compare(x, y) < 0;
  }
  return false;
}
