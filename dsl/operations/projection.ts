import type { Report } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../expressions/expression.ts";
import { typeOf } from "../expressions/type-rules.ts";
import type { Schema } from "../schema/column-type.ts";
import { lineageOfExpression } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { checkNames, namesOf, only, schemaOf, scopeOf } from "./support.ts";

/** An output column and what it is computed from; every expression sees the input's columns only. */
export interface ProjectedColumn {
  readonly name: string;
  readonly expression: Expression;
}

interface UnaryNode {
  readonly op: string;
  readonly input: RelationNode;
}

export const copyOf = (from: string, to: string = from): ProjectedColumn => ({ name: to, expression: { op: "column", name: from } });

/** The whole rule of an operation that maps each row to one row: all follows from its output columns. */
export function projectionRule<N extends UnaryNode>(
  columnsOf: (node: N, input: Schema) => readonly ProjectedColumn[],
  check: (node: N, input: Schema, report: Report) => void,
  writtenIn: (node: N) => readonly ProjectedColumn[] = () => [],
): OperationRule<N> {
  return {
    inputs: (node) => [node.input],
    withInputs: (node, inputs) => ({ ...node, input: only(inputs) }),
    expressions: (node) => writtenIn(node).map(({ expression }) => expression),
    projection: columnsOf,
    schema: (node, inputs, report) => {
      const input = only(inputs);
      check(node, input, report);
      const scope = scopeOf(input);
      const projected = columnsOf(node, input);
      checkNames(
        projected.map(({ name }) => name),
        node.op,
        report,
      );
      const columns = projected.map(({ name, expression }) => ({ name, ...typeOf(expression, scope) }));
      return schemaOf(columns, inputs, node.op, report);
    },
    lineage: (node, inputs, schemas) => {
      const input = only(inputs);
      const columns = columnsOf(node, only(schemas)).map(({ name, expression }) => [name, lineageOfExpression(expression, input)] as const);
      return { columns: new Map(columns), rows: input.rows };
    },
    needs: (node, needed, inputs) => {
      const projected = columnsOf(node, only(inputs));
      return [new Set(projected.filter(({ name }) => needed.has(name)).flatMap(({ expression }) => namesOf(expression)))];
    },
  };
}
