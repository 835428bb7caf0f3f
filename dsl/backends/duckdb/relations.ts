import { isLowered, type LoweredNode, type LoweredOperation } from "../../operations/lowered.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { fold, inputsOf, schemaOfRelation } from "../../operations/rules.ts";
import { tablesRead } from "../../operations/steps.ts";
import { type NamedColumns, nameColumns } from "./columns.ts";
import { identifier } from "./identifier.ts";
import { type NamedRelation, OPERATIONS, type OperationSql } from "./operations.ts";

/**
 * One SELECT for a relation, with a common table expression for each operation. It reads tables or views of the
 * connection by their names, and gives the plan's columns, in their order, with exactly their types.
 */
export function tableQuery(root: LoweredNode): string {
  const nameOf = stepNames(tablesRead(root));
  const isKept = keptNodes(root);
  const steps: string[] = [];
  const compile = fold<NamedRelation>(new WeakMap(), (node, inputs) => {
    if (!isLowered(node)) throw new Error(`${node.op} was not lowered`);
    const name = nameOf(node.op);
    const columns = nameColumns(schemaOfRelation(node));
    steps.push(`${name} AS ${isKept(node) ? "MATERIALIZED" : "NOT MATERIALIZED"} (${write(node, inputs, columns)})`);
    return { name, columns };
  });
  const { name, columns } = compile(root);
  const output = [...columns].map(([declared, { sql }]) => (sql === identifier(declared) ? sql : `${sql} AS ${identifier(declared)}`));
  return `WITH ${steps.join(",\n")}\nSELECT ${output.join(", ")} FROM ${name}`;
}

const write = (node: LoweredNode, inputs: readonly NamedRelation[], output: NamedColumns): string =>
  (OPERATIONS[node.op] as OperationSql<LoweredOperation>)(node, inputs, output);

/** Names such as `filter_2`, in the order of the steps; none of them is a table's. */
function stepNames(tables: readonly string[]): (op: LoweredOperation) => string {
  const taken = new Set(tables.map((table) => table.toLowerCase()));
  let step = 0;
  return (op) => {
    step += 1;
    let name = `${op.toLowerCase()}_${step}`;
    while (taken.has(name)) name = `${name}_`;
    return name;
  };
}

/** Joins that DuckDB runs in one pipeline, in which each holds a chunk of all columns so far: with more, these fall out of the caches. */
const JOINS_AT_ONCE = 10;

/** The nodes whose rows are computed once and kept: those that more than one operation reads, and one after every so many joins. */
function keptNodes(root: RelationNode): (node: RelationNode) => boolean {
  const readers = new Map<RelationNode, number>();
  const kept = new Set<RelationNode>();
  fold<number>(new WeakMap(), (node, inputs) => {
    for (const input of inputsOf(node)) readers.set(input, (readers.get(input) ?? 0) + 1);
    const joins = Math.max(0, ...inputs) + (inputs.length > 1 && node.op !== "union" ? 1 : 0);
    if (joins < JOINS_AT_ONCE) return joins;
    kept.add(node);
    return 0;
  })(root);
  return (node) => kept.has(node) || (node.op !== "read" && (readers.get(node) ?? 0) > 1);
}
