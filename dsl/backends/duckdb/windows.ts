import { WINDOW_RULES, type WindowFunction, type WindowFunctionName } from "../../expressions/window.ts";
import { type OrderColumn, totalOrder, type WindowColumn, type WindowNode } from "../../operations/window.ts";
import { aggregateSql, inFrame } from "./aggregates.ts";
import { columnNamed, type NamedColumns, scopeOf } from "./columns.ts";
import { columnSql, type SqlScope } from "./expressions.ts";
import { groupKey } from "./functions/comparison.ts";

const WHOLE = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
const RUNNING = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

/** The SQL of each column of a window, by its name. */
export function windowSqls(node: WindowNode, input: NamedColumns): ReadonlyMap<string, string> {
  const scope = scopeOf(input);
  const rows = [...input.keys()].map((name) => ({ name }));
  const total = over(node, totalOrder(node, rows), input);
  const named = over(node, node.orderBy, input);
  // Without an order of its own the whole partition is still summed in one order, so that rounding is the same in every run.
  const frame = `${total} ${node.orderBy.length === 0 ? WHOLE : RUNNING}`;
  const write = ({ value }: WindowColumn): string => {
    if (value.op === "aggregate") return aggregateSql(value, scope, inFrame(frame));
    const specification = WINDOW_RULES[value.function].peersAreEqual ? named : total;
    return FUNCTIONS[value.function](argumentsOf(value, scope), specification);
  };
  return new Map(node.columns.map((column) => [column.name, write(column)]));
}

function over({ partitionBy }: WindowNode, order: readonly OrderColumn[], input: NamedColumns): string {
  const key = (name: string): string => groupKey(columnNamed(input, name));
  const partition = partitionBy.length === 0 ? [] : [`PARTITION BY ${partitionBy.map(key).join(", ")}`];
  const ordering = order.map(({ column, descending }) => `${key(column)} ${descending ? "DESC" : "ASC"} NULLS LAST`);
  return [...partition, ...(ordering.length === 0 ? [] : [`ORDER BY ${ordering.join(", ")}`])].join(" ");
}

const argumentsOf = ({ argument, offset }: WindowFunction, scope: SqlScope): string =>
  [...(argument === undefined ? [] : [columnSql(argument, scope).sql]), ...(offset === undefined ? [] : [`${offset}`])].join(", ");

type Writer = (args: string, specification: string) => string;

const place =
  (name: string): Writer =>
  (_, specification) =>
    `CAST(${name}() OVER (${specification}) AS INTEGER)`;
const value =
  (name: string, frame = ""): Writer =>
  (args, specification) =>
    `${name}(${args}) OVER (${specification}${frame})`;

const FUNCTIONS: { readonly [N in WindowFunctionName]: Writer } = {
  rowNumber: place("row_number"),
  rank: place("rank"),
  denseRank: place("dense_rank"),
  lag: value("lag"),
  lead: value("lead"),
  first: value("first_value", ` ${WHOLE}`),
  last: value("last_value", ` ${WHOLE}`),
};
