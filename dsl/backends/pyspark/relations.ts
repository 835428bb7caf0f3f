import type { AnyJoinNode } from "../../operations/join.ts";
import { isLowered, type LoweredNode, type LoweredOperation } from "../../operations/lowered.ts";
import type { NodeOf, RelationNode } from "../../operations/relation.ts";
import { inputsOf, schemaOfRelation } from "../../operations/rules.ts";
import { both, only } from "../../operations/support.ts";
import { aggregateColumn, COUNT_OF_ROWS } from "./aggregates.ts";
import { type Columns, columnOf, operandOf } from "./expressions.ts";
import { afterMethod, type Frame, named, ready, referenceIn, rowsOf, withClearNames, withNothingOpen } from "./frame.ts";
import { joinFrames } from "./joins.ts";
import { rowIdentifier, rowOfTable, tableIdentifier } from "./names.ts";
import { f } from "./operands.ts";
import { binary, method, name, number, type PythonExpression, string } from "./python-tree.ts";
import type { Script } from "./script.ts";
import { columnReference } from "./spark-types.ts";
import { windowColumns } from "./windows.ts";

/** Writes one operation over its inputs; the columns of the result are filled in by the caller. */
type Writer<Op extends LoweredOperation> = (node: NodeOf<Op>, inputs: readonly Frame[], script: Script) => Frame;

const columnsIn = (frame: Frame): Columns => {
  const types = new Map(frame.columns.map(({ name: column, type }) => [column, type]));
  return ({ name: column }) => {
    const type = types.get(column);
    if (type === undefined) throw new Error(`a checked plan has no column ${column} here`);
    return { reference: referenceIn(frame, column), type };
  };
};

const join = (node: AnyJoinNode, inputs: readonly Frame[], script: Script): Frame => joinFrames(node, ...both(inputs), script);

const project: Writer<"project"> = (node, inputs, script) => {
  const input = ready(only(inputs), script);
  const columns = columnsIn(input);
  const selected = node.columns.map(({ name: column, expression }) =>
    expression.op === "column" && expression.name === column
      ? string(referenceIn(input, column))
      : method(script.column(columnOf(expression, columns)), "alias", string(column)),
  );
  return withNothingOpen(afterMethod(input, "select", selected));
};

const namesOfRows = (row: string | undefined): Partial<Frame> => (row === undefined ? {} : rowsOf(rowIdentifier(row)));

const filter: Writer<"filter"> = (node, inputs, script) => {
  const input = withClearNames(ready(only(inputs), script));
  return afterMethod(input, "filter", [script.column(columnOf(node.where, columnsIn(input)))], namesOfRows(node.row));
};

const distinct: Writer<"distinct"> = (_, inputs, script) => afterMethod(withClearNames(ready(only(inputs), script)), "distinct", []);

/** Numbers the rows of each key, the newest first, and keeps the first. */
const latest: Writer<"latest"> = (node, inputs, script) => {
  const input = withClearNames(ready(only(inputs), script, 2));
  const reference = (column: string): PythonExpression => string(columnReference(column));
  const decided = new Set([...node.by, node.newest]);
  const ties = input.columns
    .filter((column) => !decided.has(column.name))
    .map((column) => method(f("col", reference(column.name)), "asc_nulls_last"));
  const keys = method(name("Window"), "partitionBy", ...node.by.map(reference));
  const order = method(keys, "orderBy", method(f("col", reference(node.newest)), "desc_nulls_last"), ...ties);
  const newestFirst = script.assign(script.nameFor("newest_first"), order);
  const rank = string(unusedColumn("row_number", input));
  const numbered = afterMethod(input, "select", [string("*"), method(method(f("row_number"), "over", newestFirst), "alias", rank)]);
  return afterMethod(numbered, "filter", [binary(f("col", rank), "==", number(1n))], { open: "names" });
};

function unusedColumn(wanted: string, { columns }: Frame): string {
  const used = new Set(columns.map((column) => column.name.toLowerCase()));
  let unused = wanted;
  for (let count = 2; used.has(unused); count++) unused = `${wanted}_${count}`;
  return unused;
}

const aggregate: Writer<"aggregate"> = (node, inputs, script) => {
  const input = withClearNames(ready(only(inputs), script, 2));
  const columns = columnsIn(input);
  const keys = node.by.map((column) => string(columnReference(column)));
  const measures = node.measures.map(({ name: measure, aggregate: { function: fn, argument } }) => {
    const column = argument === undefined ? COUNT_OF_ROWS : aggregateColumn(fn, operandOf(argument, columns));
    return method(script.column(column), "alias", string(measure));
  });
  if (measures.length === 0) return withNothingOpen(afterMethod(afterMethod(input, "select", keys), "distinct", []));
  const grouped = keys.length === 0 ? input : afterMethod(input, "groupBy", keys);
  return withNothingOpen(afterMethod(grouped, "agg", measures, namesOfRows(node.row)));
};

const window: Writer<"window"> = (node, inputs, script) => {
  const input = withClearNames(ready(only(inputs), script));
  return afterMethod(input, "select", [string("*"), ...windowColumns(node, input, columnsIn(input), script)], namesOfRows(node.row));
};

/** `F.explode`, or `F.posexplode` where the position is asked for, in the place of the array. */
const explode: Writer<"explode"> = ({ column, as, position, keepEmpty }, inputs, script) => {
  const input = ready(only(inputs), script);
  const array = string(referenceIn(input, column));
  const outer = keepEmpty ? "_outer" : "";
  const made =
    position === undefined
      ? method(f(`explode${outer}`, array), "alias", string(as))
      : method(f(`posexplode${outer}`, array), "alias", string(position), string(as));
  const selected = input.columns.map(({ name: kept }) => (kept === column ? made : string(referenceIn(input, kept))));
  return withNothingOpen(afterMethod(input, "select", selected));
};

const union: Writer<"union"> = (_, inputs, script) => {
  const [left, right] = both(inputs);
  const added = named(withClearNames(right), script).python;
  return afterMethod(withClearNames(ready(left, script)), "unionByName", [added]);
};

const OPERATIONS: { readonly [Op in LoweredOperation]: Writer<Op> } = {
  read: (node) => {
    const row = rowOfTable(node.table);
    return { python: name(tableIdentifier(node.table)), calls: 0, row, ...rowsOf(row), columns: node.columns };
  },
  filter,
  project,
  join,
  leftJoin: join,
  semiJoin: join,
  antiJoin: join,
  distinct,
  latest,
  aggregate,
  window,
  explode,
  union,
};

/** Writes the statements that lead to the relation, and gives the DataFrame that it is. What is used twice gets a name. */
export function frameOf(root: LoweredNode, script: Script): Frame {
  const nodes = inputsFirst(root);
  const uses = new Map<RelationNode, number>();
  for (const input of nodes.flatMap(inputsOf)) uses.set(input, (uses.get(input) ?? 0) + 1);
  const frames = new Map<RelationNode, Frame>();
  const frameAt = (node: RelationNode): Frame => {
    const frame = frames.get(node);
    if (frame === undefined) throw new Error(`${node.op} stands before its input`);
    return frame;
  };
  for (const node of nodes) {
    const write = OPERATIONS[node.op] as Writer<LoweredOperation>;
    const frame = { ...write(node, inputsOf(node).map(frameAt), script), columns: schemaOfRelation(node).columns };
    frames.set(node, (uses.get(node) ?? 0) > 1 ? named(frame, script) : frame);
  }
  return frameAt(root);
}

/** Every node once, after its inputs, the left input's first. */
export function inputsFirst(root: LoweredNode): readonly LoweredNode[] {
  const done = new Set<RelationNode>();
  const pending: RelationNode[] = [root];
  for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
    const missing = inputsOf(node).filter((input) => !done.has(input));
    if (missing.length > 0) {
      pending.push(...missing.toReversed());
      continue;
    }
    pending.pop();
    done.add(node);
  }
  return [...done].map((node) => {
    if (!isLowered(node)) throw new Error(`${node.op} was not lowered`);
    return node;
  });
}
