import { typeOfAggregate } from "../expressions/aggregate.ts";
import type { Aggregate, Expression } from "../expressions/expression.ts";
import { aggregateInWords } from "../expressions/in-words.ts";
import { typeOf } from "../expressions/type-rules.ts";
import { computed, decides, originsOf, wordsIn } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { checkComparable, checkNames, namesOf, only, originsOfNames, pickColumns, schemaOf, scopeOf } from "./support.ts";

/** One row a group; NULL is a key like any other. Without `by`, one row for all, also when there are none. */
export interface AggregateNode {
  readonly op: "aggregate";
  readonly input: RelationNode;
  readonly by: readonly string[];
  readonly measures: readonly { readonly name: string; readonly aggregate: Aggregate }[];
  readonly row?: string;
}

const argumentsOf = (node: AggregateNode): readonly Expression[] =>
  node.measures.flatMap(({ aggregate: { argument } }) => (argument === undefined ? [] : [argument]));

export const aggregate: OperationRule<AggregateNode> = {
  inputs: (node) => [node.input],
  withInputs: (node, inputs) => ({ ...node, input: only(inputs) }),
  expressions: argumentsOf,
  schema: (node, inputs, report) => {
    const input = only(inputs);
    const scope = scopeOf(input);
    checkNames([...node.by, ...node.measures.map(({ name }) => name)], "aggregate", report);
    const keys = pickColumns(input, [...new Set(node.by)], "the relation", report);
    checkComparable(keys, "aggregate", report);
    const measures = node.measures.map(({ name, aggregate: { function: fn, argument } }) => {
      const typing = argument === undefined ? undefined : typeOf(argument, scope);
      if (typing !== undefined && fn !== "count") checkComparable([{ name, ...typing }], `${fn}`, report);
      return { name, ...typeOfAggregate(fn, typing, node.by.length > 0) };
    });
    return schemaOf([...keys, ...measures], inputs, "aggregate", report);
  },
  lineage: (node, inputs) => {
    const input = only(inputs);
    const keys = node.by.flatMap((name) => {
      const lineage = input.columns.get(name);
      return lineage === undefined ? [] : [[name, lineage] as const];
    });
    const measures = node.measures.map(({ name, aggregate: measure }) => {
      const from = measure.argument === undefined ? [] : computed(originsOf(measure.argument, () => input));
      return [name, { from, expression: aggregateInWords(measure, wordsIn(input)) }] as const;
    });
    return { columns: new Map([...keys, ...measures]), rows: decides(input.rows, originsOfNames(input, node.by)) };
  },
  needs: (node, needed) => [
    new Set([
      ...node.by,
      ...node.measures
        .filter(({ name }) => needed.has(name))
        .flatMap(({ aggregate: { argument } }) => (argument === undefined ? [] : namesOf(argument))),
    ]),
  ],
};
