import type { Report } from "../diagnostics/diagnostic.ts";
import { windowInWords } from "../expressions/in-words.ts";
import { typeOf } from "../expressions/type-rules.ts";
import { typeOfWindow, WINDOW_RULES, type WindowExpression } from "../expressions/window.ts";
import type { Schema } from "../schema/column-type.ts";
import type { JoinReasons } from "./join.ts";
import { type ColumnLineage, computed, mergeOrigins, originsOf, wordsIn } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { checkComparable, checkNames, namesOf, only, originsOfNames, pickColumns, schemaOf, scopeOf } from "./support.ts";

export interface OrderColumn {
  readonly column: string;
  readonly descending: boolean;
}

export interface WindowColumn {
  readonly name: string;
  readonly value: WindowExpression;
}

/**
 * Every row as it is, with more columns that are computed over the rows of its partition; NULL is a partition like any other. In an order,
 * an aggregate runs over the rows from the first of the partition to this one (ROWS, not RANGE); without, it is over the whole partition.
 * NULL stands last in the order, whichever way it goes; ties go by all columns in declared order ascending, as in `latest`, so that the
 * result does not depend on the order of the input. To `rank` and `denseRank` rows that tie are equal.
 */
export interface WindowNode {
  readonly op: "window";
  readonly input: RelationNode;
  readonly partitionBy: readonly string[];
  readonly orderBy: readonly OrderColumn[];
  /** None has the name of a column of the input. */
  readonly columns: readonly WindowColumn[];
  /** What the author calls a row, for the names in the script. */
  readonly row?: string;
  readonly reasons?: WindowReasons;
}

/** Written reasons that accept what cannot be proven of the rows of one partition. */
export type WindowReasons = Pick<JoinReasons, "anyOwner" | "samePerson">;

/** A place in the order: it takes no value of any row. */
export const isPlace = (value: WindowExpression): boolean => value.op === "window" && WINDOW_RULES[value.function].takes === "nothing";

/** Whether rows that are equal in the named order columns must be told apart. */
export const needsTotalOrder = ({ orderBy, columns }: WindowNode): boolean =>
  orderBy.length > 0 && columns.some(({ value }) => value.op === "aggregate" || WINDOW_RULES[value.function].peersAreEqual === undefined);

/** The columns that say which rows are together, and in which order. */
export const namedIn = ({ partitionBy, orderBy }: WindowNode): readonly string[] => [
  ...new Set([...partitionBy, ...orderBy.map(({ column }) => column)]),
];

/** The order that tells all rows apart: the named columns, then all others. */
export function totalOrder({ partitionBy, orderBy }: WindowNode, columns: readonly { readonly name: string }[]): readonly OrderColumn[] {
  const decided = new Set([...partitionBy, ...orderBy.map(({ column }) => column)]);
  return [...orderBy, ...columns.filter(({ name }) => !decided.has(name)).map(({ name }) => ({ column: name, descending: false }))];
}

function check(node: WindowNode, input: Schema, report: Report): void {
  const { partitionBy, orderBy, columns } = node;
  const ordering = orderBy.map(({ column }) => column);
  checkNames(partitionBy, "partitionBy", report);
  checkNames(ordering, "orderBy", report);
  checkNames(
    [...input.columns, ...columns].map(({ name }) => name),
    "window",
    report,
  );
  const named = pickColumns(input, namedIn(node), "the relation", report);
  checkComparable(needsTotalOrder(node) ? input.columns : named, "window", report);
  const scope = scopeOf(input);
  for (const { name, value } of columns) {
    if (value.op === "window") {
      if (orderBy.length === 0) report({ code: "window-needs-order", parameters: { function: value.function }, focus: name });
    } else if (value.function === "countDistinct") {
      report({ code: "not-in-window", parameters: { function: value.function }, focus: name });
    } else if (value.argument !== undefined && value.function !== "count") {
      checkComparable([{ name, ...typeOf(value.argument, scope) }], value.function, report);
    }
  }
}

export const window: OperationRule<WindowNode> = {
  inputs: (node) => [node.input],
  withInputs: (node, inputs) => ({ ...node, input: only(inputs) }),
  expressions: (node) => node.columns.flatMap(({ value: { argument } }) => (argument === undefined ? [] : [argument])),
  schema: (node, inputs, report) => {
    const input = only(inputs);
    check(node, input, report);
    const existing = new Set(input.columns.map(({ name }) => name));
    const added = node.columns.filter(({ name }) => !existing.has(name));
    const columns = added.map(({ name, value }) => ({ name, ...typeOfWindow(value, scopeOf(input)) }));
    return schemaOf([...input.columns, ...columns], inputs, "window", report);
  },
  lineage: (node, inputs) => {
    const input = only(inputs);
    const over = originsOfNames(input, namedIn(node));
    const added = node.columns.map(({ name, value }): readonly [string, ColumnLineage] => {
      const argument = value.argument === undefined ? [] : originsOf(value.argument, () => input);
      return [name, { from: computed(mergeOrigins(argument, over)), expression: windowInWords(value, node, wordsIn(input)) }];
    });
    return { columns: new Map([...input.columns, ...added]), rows: input.rows };
  },
  needs: (node, needed, inputs) => {
    const columns = node.columns.filter(({ name }) => needed.has(name));
    const added = new Set(node.columns.map(({ name }) => name));
    const passed = [...needed].filter((name) => !added.has(name));
    if (columns.length === 0) return [new Set(passed)];
    if (needsTotalOrder({ ...node, columns })) return [new Set(only(inputs).columns.map(({ name }) => name))];
    const read = columns.flatMap(({ value: { argument } }) => (argument === undefined ? [] : namesOf(argument)));
    return [new Set([...passed, ...namedIn(node), ...read])];
  },
};
