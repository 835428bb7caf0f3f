import type { Report } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../expressions/expression.ts";
import type { Schema } from "../schema/column-type.ts";
import type { Lineage } from "./lineage.ts";
import type { ProjectedColumn } from "./projection.ts";
import type { RelationNode } from "./relation.ts";

/** All that there is to know of an operation; the back ends read the results. */
export interface OperationRule<Node> {
  readonly inputs: (node: Node) => readonly RelationNode[];
  /** The same operation over other inputs, in the order of `inputs`. */
  readonly withInputs: (node: Node, inputs: readonly RelationNode[]) => Node;
  /** The scalar expressions in the node, in order. */
  readonly expressions: (node: Node) => readonly Expression[];
  /** Of an operation that maps each row to one row: the output columns. */
  readonly projection?: (node: Node, input: Schema) => readonly ProjectedColumn[];
  /** The columns that come out. Mistakes go to `report`, and poison the result where it cannot be known. */
  readonly schema: (node: Node, inputs: readonly Schema[], report: Report) => Schema;
  readonly lineage: (node: Node, inputs: readonly Lineage[], schemas: readonly Schema[]) => Lineage;
  /** The columns that each input must have for the `needed` columns of the output, and for the rows to be right. */
  readonly needs: (node: Node, needed: ReadonlySet<string>, inputs: readonly Schema[]) => readonly ReadonlySet<string>[];
}
