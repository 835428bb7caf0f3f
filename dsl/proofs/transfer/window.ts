import { WINDOW_RULES, type WindowExpression } from "../../expressions/window.ts";
import { only } from "../../operations/support.ts";
import { isPlace, type WindowNode } from "../../operations/window.ts";
import { allRows, type Case, closureOf, columnIn, copyOf, type Flow } from "../cases/case.ts";
import { pruned } from "../cases/prune.ts";
import { tagsOf } from "../cases/tags.ts";
import { viewsOf } from "../cases/views.ts";
import { type Atom, termsOf } from "../facts/fact.ts";
import { domainOf, INTEGER } from "../terms/domain.ts";
import { lower } from "../terms/lower.ts";
import { columnOf, constant, freshRow, type Relation, type Row, type Term } from "../terms/term.ts";
import { MEASURES, markCrowd, withGroup } from "./groups.ts";
import { factsAt, scopeOfCase, type Transfer, type TransferContext, through } from "./transfer.ts";

/**
 * Row for row, so what told the rows before tells them still; a row number tells them within their partition.
 *
 * A value may be that of another row of the partition, so an output row is made from its own row and from any other row of the relation
 * that agrees in the partition columns: of that one all facts hold, but none of the two together. Without an order the other rows are a
 * group, as in an aggregate, and a crowd where the partition does not tell people apart. In an order they are not: the row before is
 * one row, and the difference of two running sums is one value.
 *
 * A place in the order (`rowNumber`, `rank`) is no value of another row. Like a count it does not carry what the rows are counted by, the
 * partition; like a condition of a `when` it carries what is compared, the named order columns. So does every other column of an order,
 * because the order says whose value it is. The columns that only break ties decide as in `latest`: they are in the presence.
 */
export const window: Transfer<WindowNode> = (node, inputs, context) => {
  const relation = relationOf(node, context);
  const { cases } = only(inputs);
  const known = new Set(node.columns.filter(({ value }) => isKnown(value, cases, context)).map(({ name }) => name));
  const placed = (one: Case): Placed => place(node, one, { relation, known, tags: tagsOfOrder(node, cases, context) }, context);
  if (node.columns.every(({ value }) => isPlace(value))) return { cases: cases.map((one) => placed(one).case) };
  return { cases: [...besideOthers(node, cases.map(placed), cases, context)] };
};

/** The kinds of personal data in what orders the rows, over all cases: a row is compared with others. */
function tagsOfOrder({ orderBy }: WindowNode, cases: readonly Case[], { persons }: TransferContext): readonly string[] {
  const found = cases.flatMap((one) => {
    const order = orderBy.map(({ column }) => columnIn(one, column));
    return [...tagsOf(one, order, persons).keys()];
  });
  return [...new Set(found)].sort();
}

/** The value of some row, where no row has NULL. */
const isKnown = (value: WindowExpression, cases: readonly Case[], context: TransferContext): boolean =>
  value.op === "window" &&
  WINDOW_RULES[value.function].takes === "value" &&
  cases.every((one) => {
    const argument = argumentIn(value, one, context);
    return argument !== undefined && viewsOf(one, { terms: [argument] }).cases.every((view) => closureOf(view).isNotNull(argument));
  });

/** What is known of all rows together. */
interface Partitions {
  readonly relation: Relation;
  /** The new columns that are never NULL. */
  readonly known: ReadonlySet<string>;
  /** The kinds of personal data that the order tells. */
  readonly tags: readonly string[];
}

/** The rows with their new columns: of one partition, no two have one row number. */
const relationOf = ({ partitionBy, columns }: WindowNode, { place: { table, step }, schema }: TransferContext): Relation => ({
  name: `${table} step ${step}`,
  kind: "group",
  columns: new Map(schema.columns.map(({ name, type }) => [name, { domain: domainOf(type), notNull: false }])),
  keys: columns
    .filter(({ value }) => value.op === "window" && value.function === "rowNumber")
    .map(({ name }) => ({ columns: [...partitionBy, name], nullSafe: true })),
});

interface Placed {
  readonly case: Case;
  /** Has the new columns. */
  readonly row: Row;
  /** The input that it was made from. */
  readonly own: Case;
}

/** What is known of a row's new columns from the row alone. */
function place(node: WindowNode, own: Case, { relation, known, tags }: Partitions, context: TransferContext): Placed {
  const row = freshRow(relation);
  const added = node.columns.map(({ name, value }) => ({ name, value, term: columnOf(row, name) }));
  const columns = new Map([...own.columns, ...node.columns.map(({ name }) => [name, columnOf(row, name)] as const)]);
  const grouped = withGroup(own, relation, node.partitionBy, context, columns, row);
  const atoms = added.flatMap(({ name, value, term }): readonly Atom[] => {
    if (known.has(name)) return [{ is: "notNull", a: term }];
    if (isPlace(value)) return [{ is: "atMost", a: constant(INTEGER, 1n), b: term }];
    return value.op === "aggregate" ? MEASURES[value.function](term, argumentIn(value, own, context)) : [];
  });
  const from = node.orderBy.map(({ column }) => columnIn(own, column));
  const ownTags = tagsOf(own, from, context.persons);
  const others = tags.filter((tag) => !ownTags.has(tag));
  const flows = added.flatMap(({ term: to }): readonly Flow[] => [
    ...(from.length === 0 ? [] : [{ to, from, tags: [] }]),
    ...(others.length === 0 ? [] : [{ to, from: [], tags: others }]),
  ]);
  const one: Case = {
    ...grouped,
    facts: [...grouped.facts, ...factsAt(context.place, atoms)],
    flows: [...grouped.flows, ...flows],
    identity: relation.keys.length === 0 ? own.identity : { is: "either", first: grouped.identity, second: own.identity },
  };
  return { case: one, row, own };
}

/**
 * Each row beside any row of its partition; and beside a second one, unless the partition tells of all rows that both are about one person:
 * what is said of the second must hold whatever the first is.
 */
function* besideOthers(node: WindowNode, rows: readonly Placed[], cases: readonly Case[], context: TransferContext): Generator<Case> {
  const marked = cases.map((one) => ({ one, marked: markCrowd(one, node.partitionBy, context) }));
  const crowdOf = (one: Case): number => allRows(one).filter(({ crowd }) => crowd).length;
  const isTold = ({ one, marked: [first, ...more] }: (typeof marked)[number]): boolean =>
    first !== undefined && more.length === 0 && crowdOf(first) === crowdOf(one);
  const alone = node.orderBy.length === 0 || marked.every(isTold);
  const others = node.orderBy.length === 0 ? marked.flatMap((one) => one.marked) : cases;
  for (const row of rows) {
    for (const other of others) {
      const first = copyOf(other);
      if (alone) yield* beside(node, row, [first], context);
      else for (const second of others) yield* beside(node, row, [first, copyOf(second)], context);
    }
  }
}

const SIDES = ["R", "S"];

function beside(node: WindowNode, { case: one, row, own }: Placed, others: readonly Case[], context: TransferContext): readonly Case[] {
  const { step } = context.place;
  const together = node.partitionBy.flatMap((name) =>
    others.map((other): Atom => ({ is: "same", a: columnIn(own, name), b: columnIn(other, name) })),
  );
  const added = node.columns.flatMap(({ name, value }) =>
    others.flatMap((other) => {
      const argument = argumentIn(value, other, context);
      return argument === undefined ? [] : [{ value, to: columnOf(row, name), argument }];
    }),
  );
  const whole =
    node.orderBy.length > 0
      ? []
      : added.flatMap(({ value, to, argument }) => (value.op === "aggregate" ? MEASURES[value.function](to, argument) : []));
  const marked = through(one, `L${step}`);
  const sides = others.map((other, i) => through(other, `${SIDES[i]}${step}`));
  const combined: Case = {
    ...one,
    rows: [...marked.rows, ...sides.flatMap(({ rows }) => rows)],
    splits: [...marked.splits, ...sides.flatMap(({ splits }) => splits)],
    facts: [...one.facts, ...others.flatMap(({ facts }) => facts), ...factsAt(context.place, [...together, ...whole])],
    soles: [...one.soles, ...others.flatMap(({ soles }) => soles)],
    absences: [...one.absences, ...others.flatMap(({ absences }) => absences)],
    flows: [
      ...one.flows,
      ...others.flatMap(({ flows }) => flows),
      ...added.map(({ to, argument }): Flow => ({ to, from: [argument], tags: [] })),
    ],
  };
  const possible = pruned(combined, together.flatMap(termsOf));
  return possible === undefined ? [] : [possible];
}

const argumentIn = ({ argument }: WindowExpression, one: Case, { inputs }: TransferContext): Term | undefined =>
  argument === undefined ? undefined : lower(argument, scopeOfCase(one, only(inputs))).term;
