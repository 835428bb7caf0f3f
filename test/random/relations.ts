import { AGGREGATE_RULES, type AggregateName } from "../../dsl/expressions/aggregate.ts";
import type { Aggregate, Expression } from "../../dsl/expressions/expression.ts";
import { WINDOW_RULES, type WindowExpression, type WindowFunctionName } from "../../dsl/expressions/window.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { ruleOf, schemaOfRelation } from "../../dsl/operations/rules.ts";
import { type Column, isFloating, isNumber, sameType } from "../../dsl/schema/column-type.ts";
import { type Available, randomCondition, randomExpression } from "./expressions.ts";
import type { Rng } from "./rng.ts";
import { randomValue, SCALARS } from "./values.ts";

/** A small table with values: what a random plan reads. */
export interface RandomTable {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Values as literals hold them, a row an array, in the order of the columns. */
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/**
 * Two or three tables of a few columns and at most eight rows, with NULLs, duplicates and extreme values; some columns are
 * all NULL or all one value, with the chance that is given for each.
 */
export function randomTables(rng: Rng, oneValue = 0): readonly RandomTable[] {
  return Array.from({ length: 2 + rng.below(2) }, (_, t) => {
    const columns = Array.from(
      { length: 2 + rng.below(4) },
      (_, c): Column => ({ name: `${"abc"[t]}${c}`, type: rng.pick(SCALARS), nullable: rng.chance(0.6) }),
    );
    const row = (): RandomTable["rows"][number] =>
      columns.map(({ type, nullable }) => (nullable && rng.chance(0.25) ? null : randomValue(rng, type)));
    const made = Array.from({ length: rng.below(7) }, row);
    const rows = oneValue === 0 ? made : withOneValue(rng, columns, made, oneValue);
    return { name: `table_${t}`, columns, rows: rng.chance(0.5) ? [...rows, ...rows.slice(0, 2)] : rows };
  });
}

function withOneValue(rng: Rng, columns: readonly Column[], rows: RandomTable["rows"], chance: number): RandomTable["rows"] {
  const only = columns.map(({ type, nullable }) => {
    if (!rng.chance(chance)) return undefined;
    return nullable && rng.chance(0.5) ? null : randomValue(rng, type);
  });
  return rows.map((row) => row.map((value, i) => (only[i] === undefined ? value : only[i])));
}

/** Makes conditions over columns, of a depth at most. */
export type ConditionMaker = (rng: Rng, columns: readonly Available[], depth: number) => Expression;

interface Making {
  next: number;
  readonly condition: ConditionMaker;
}

/** A random relation that its rules find right, with conditions that `condition` makes. */
export function randomRelation(
  rng: Rng,
  tables: readonly RandomTable[],
  depth: number,
  condition: ConditionMaker = randomCondition,
): RelationNode {
  const names: Making = { next: 0, condition };
  const pool: RelationNode[] = [];
  const make = (left: number): RelationNode => {
    if (pool.length > 0 && rng.chance(0.12)) return rng.pick(pool);
    const node = left === 0 ? readOf(rng.pick(tables)) : (valid(() => operation(rng, left, make, names)) ?? readOf(rng.pick(tables)));
    pool.push(node);
    return node;
  };
  return make(depth);
}

const readOf = ({ name, columns }: RandomTable): RelationNode => ({ op: "read", table: name, columns });

function valid(make: () => RelationNode): RelationNode | undefined {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const node = make();
    let problems = 0;
    ruleOf(node).schema(node, ruleOf(node).inputs(node).map(schemaOfRelation), () => {
      problems += 1;
    });
    if (problems === 0) return node;
  }
  return undefined;
}

function operation(rng: Rng, left: number, make: (depth: number) => RelationNode, names: Making): RelationNode {
  const input = make(left - 1);
  const { columns } = schemaOfRelation(input);
  const fresh = (): string => `n${names.next++}`;
  const columnNames = columns.map(({ name }) => name);
  switch (rng.below(12)) {
    case 0:
    case 1:
      return { op: "filter", input, where: names.condition(rng, columns, 2) };
    case 2:
      return rng.chance(0.5)
        ? { op: "select", input, columns: rng.some(columnNames, 1, 4) }
        : { op: "dropColumns", input, columns: rng.some(columnNames, 1, 1) };
    case 3:
      return { op: "rename", input, columns: rng.some(columnNames, 1, 2).map((from) => ({ from, to: fresh() })) };
    case 4:
    case 5:
      return {
        op: "derive",
        input,
        columns: Array.from({ length: 1 + rng.below(2) }, () => ({
          name: rng.chance(0.2) ? rng.pick(columnNames) : fresh(),
          expression: randomExpression(rng, columns, 2, () => true),
        })),
      };
    case 6:
    case 7:
      return joinOf(rng, input, make(rng.below(left)), fresh, names.condition);
    case 8:
      return rng.chance(0.5)
        ? { op: "distinct", input }
        : { op: "latest", input, by: rng.some(columnNames, 1, 2), newest: rng.pick(columnNames) };
    case 9:
      return {
        op: "aggregate",
        input,
        by: rng.some(columnNames, 0, 2),
        measures: Array.from({ length: 1 + rng.below(2) }, () => ({ name: fresh(), aggregate: measure(rng, columns) })),
      };
    case 10:
      return windowOf(rng, input, fresh);
    default:
      return unionOf(rng, input, make(rng.below(left)), names.condition);
  }
}

function windowOf(rng: Rng, input: RelationNode, fresh: () => string): RelationNode {
  const { columns } = schemaOfRelation(input);
  const names = columns.map(({ name }) => name);
  const orderBy = rng.some(names, 0, 2).map((column) => ({ column, descending: rng.chance(0.4) }));
  const value = (): WindowExpression => {
    const name = rng.pick(Object.keys(WINDOW_RULES) as WindowFunctionName[]);
    if (orderBy.length === 0 || rng.chance(0.4)) return measure(rng, columns);
    if (WINDOW_RULES[name].takes === "nothing") return { op: "window", function: name };
    const argument = randomExpression(rng, columns, 1, () => true);
    const offset = WINDOW_RULES[name].takes === "value and offset" ? { offset: 1 + rng.below(2) } : {};
    return { op: "window", function: name, argument, ...offset };
  };
  const made = Array.from({ length: 1 + rng.below(2) }, () => ({ name: fresh(), value: value() }));
  return { op: "window", input, partitionBy: rng.some(names, 0, 2), orderBy, columns: made };
}

function joinOf(rng: Rng, left: RelationNode, other: RelationNode, fresh: () => string, condition: ConditionMaker): RelationNode {
  const leftColumns = schemaOfRelation(left).columns;
  const taken = new Set(leftColumns.map(({ name }) => name));
  const clashes = schemaOfRelation(other).columns.filter(({ name }) => taken.has(name));
  const right: RelationNode =
    clashes.length === 0 ? other : { op: "rename", input: other, columns: clashes.map(({ name }) => ({ from: name, to: fresh() })) };
  const rightColumns = schemaOfRelation(right).columns;
  const pairs = leftColumns.flatMap((l) =>
    rightColumns.filter((r) => sameType(l.type, r.type)).map((r) => ({ left: l.name, right: r.name })),
  );
  const on = rng.some(pairs, pairs.length === 0 ? 0 : 1, 2);
  const sides: Available[] = [
    ...leftColumns.map((column) => ({ ...column, side: "left" as const })),
    ...rightColumns.map((column) => ({ ...column, side: "right" as const })),
  ];
  const where = on.length === 0 || rng.chance(0.5) ? { where: condition(rng, sides, 1) } : {};
  return { op: rng.pick(["join", "leftJoin", "semiJoin", "antiJoin"] as const), left, right, on, ...where };
}

/** A union of a relation with itself, filtered, or of the columns that two relations share. */
function unionOf(rng: Rng, left: RelationNode, other: RelationNode, condition: ConditionMaker): RelationNode {
  const leftColumns = schemaOfRelation(left).columns;
  const shared = leftColumns
    .filter((l) => schemaOfRelation(other).columns.some((r) => r.name === l.name && sameType(l.type, r.type)))
    .map(({ name }) => name);
  if (shared.length === 0) return { op: "union", left, right: { op: "filter", input: left, where: condition(rng, leftColumns, 1) } };
  const picked = (input: RelationNode): RelationNode => ({ op: "select", input, columns: shared });
  return { op: "union", left: picked(left), right: picked(other) };
}

function measure(rng: Rng, columns: readonly Column[]): Aggregate {
  const name = rng.pick(Object.keys(AGGREGATE_RULES) as AggregateName[]);
  if (name === "count" && rng.chance(0.5)) return { op: "aggregate", function: name };
  const numeric = AGGREGATE_RULES[name].takes === "number";
  return {
    op: "aggregate",
    function: name,
    argument: randomExpression(rng, columns, 1, (type) => (numeric ? isNumber(type) && !isFloating(type) : true)),
  };
}
