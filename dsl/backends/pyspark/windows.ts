import type { WindowFunction, WindowFunctionName } from "../../expressions/window.ts";
import { type OrderColumn, totalOrder, type WindowColumn, type WindowNode } from "../../operations/window.ts";
import { aggregateColumn, COUNT_OF_ROWS } from "./aggregates.ts";
import { type Columns, columnOf, operandOf } from "./expressions.ts";
import type { Frame } from "./frame.ts";
import { f } from "./operands.ts";
import { attribute, method, name, number, type PythonExpression, string } from "./python-tree.ts";
import type { Script } from "./script.ts";
import { columnReference } from "./spark-types.ts";

const WINDOW = name("Window");
const FIRST_ROW = attribute(WINDOW, "unboundedPreceding");
const THIS_ROW = attribute(WINDOW, "currentRow");
const LAST_ROW = attribute(WINDOW, "unboundedFollowing");

/** The columns of a window, each under its alias; the windows that they are over are written before, each once. */
export function windowColumns(node: WindowNode, input: Frame, columns: Columns, script: Script): readonly PythonExpression[] {
  const windows = windowsOf(node, input, script);
  const over = (call: PythonExpression, window: keyof Windows): PythonExpression => method(call, "over", windows[window]());
  const write = ({ value }: WindowColumn): PythonExpression => {
    if (value.op === "window") return over(FUNCTIONS[value.function](value, columns), WINDOWS[value.function]);
    const frame = node.orderBy.length === 0 ? "partition" : "running";
    if (value.argument === undefined) return over(COUNT_OF_ROWS, frame);
    return aggregateColumn(value.function, operandOf(value.argument, columns), windows[frame]());
  };
  return node.columns.map((column) => method(script.column(write(column)), "alias", string(column.name)));
}

interface Windows {
  /** The rows of one partition, in no order. */
  readonly partition: () => PythonExpression;
  /** In the named order only. */
  readonly ranked: () => PythonExpression;
  /** In an order that tells all rows apart. */
  readonly ordered: () => PythonExpression;
  readonly running: () => PythonExpression;
  readonly whole: () => PythonExpression;
}

function windowsOf(node: WindowNode, input: Frame, script: Script): Windows {
  const total = totalOrder(node, input.columns);
  const partition = (): PythonExpression =>
    method(WINDOW, "partitionBy", ...node.partitionBy.map((column) => string(columnReference(column))));
  const inOrder = (order: readonly OrderColumn[]): PythonExpression =>
    method(node.partitionBy.length === 0 ? WINDOW : partition(), "orderBy", ...order.map(sorted));
  const rows = (to: PythonExpression): PythonExpression => method(ordered(), "rowsBetween", FIRST_ROW, to);
  const ordered = once(script, "ordered", () => inOrder(total));
  return {
    partition: once(script, "partition", partition),
    ranked: total.length === node.orderBy.length ? ordered : once(script, "ranked", () => inOrder(node.orderBy)),
    ordered,
    running: once(script, "running", () => rows(THIS_ROW)),
    whole: once(script, "whole", () => rows(LAST_ROW)),
  };
}

/** Written as a statement where it is first used. */
function once(script: Script, wanted: string, value: () => PythonExpression): () => PythonExpression {
  let written: PythonExpression | undefined;
  return () => {
    if (written === undefined) {
      const expression = value();
      written = script.assign(script.nameFor(wanted), expression);
    }
    return written;
  };
}

const sorted = ({ column, descending }: OrderColumn): PythonExpression =>
  method(f("col", string(columnReference(column))), descending ? "desc_nulls_last" : "asc_nulls_last");

type Writer = (value: WindowFunction, columns: Columns) => PythonExpression;

const place =
  (functionName: string): Writer =>
  () =>
    f(functionName);
const valueBy =
  (functionName: string): Writer =>
  ({ argument, offset }, columns) => {
    if (argument === undefined) throw new Error(`${functionName} needs an argument`);
    return f(functionName, columnOf(argument, columns), ...(offset === undefined ? [] : [number(BigInt(offset))]));
  };

const FUNCTIONS: { readonly [N in WindowFunctionName]: Writer } = {
  rowNumber: place("row_number"),
  rank: place("rank"),
  denseRank: place("dense_rank"),
  lag: valueBy("lag"),
  lead: valueBy("lead"),
  first: valueBy("first"),
  last: valueBy("last"),
};

const WINDOWS: { readonly [N in WindowFunctionName]: keyof Windows } = {
  rowNumber: "ordered",
  rank: "ranked",
  denseRank: "ranked",
  lag: "ordered",
  lead: "ordered",
  first: "whole",
  last: "whole",
};
