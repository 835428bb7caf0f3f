import type { Report } from "../diagnostics/diagnostic.ts";
import { commonType } from "../expressions/common-type.ts";
import type { Expression } from "../expressions/expression.ts";
import { nonNullKey, nonNullWhen } from "../expressions/null-facts.ts";
import { type Column, type Schema, typeName } from "../schema/column-type.ts";
import { decides, type Lineage, mergeOrigins, originsOf } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { both, checkComparable, namesOf, originsOfNames, pickColumns, schemaOf } from "./support.ts";

/** Written reasons that accept what cannot be proven of a join; the proofs say which are needed. */
export interface JoinReasons {
  /** Why one left row may meet several right rows. */
  readonly many?: string;
  /** Why it is enough that some possible owner of an ambiguous reference agreed. */
  readonly anyOwner?: string;
  /** Why both sides speak of one person. */
  readonly samePerson?: string;
  /** Why consent may be later than the event. */
  readonly atAnyTime?: string;
}

interface JoinParts {
  readonly left: RelationNode;
  readonly right: RelationNode;
  /** Pairs of columns that must be equal; NULL is equal to nothing. */
  readonly on: readonly { readonly left: string; readonly right: string }[];
  /** A further condition over both sides. */
  readonly where?: Expression;
  /** What the author calls a row of each side, for the names in the script. */
  readonly rows?: { readonly left: string; readonly right: string };
  readonly reasons?: JoinReasons;
}

/** Every pair of rows that match. A same-named `on` pair yields one column, the left value. */
export interface JoinNode extends JoinParts {
  readonly op: "join";
}
/** As `join`, and each left row without a match once, with NULL on the right. */
export interface LeftJoinNode extends JoinParts {
  readonly op: "leftJoin";
}
/** The left rows that have a match, each once. */
export interface SemiJoinNode extends JoinParts {
  readonly op: "semiJoin";
}
/** The left rows that have no match. */
export interface AntiJoinNode extends JoinParts {
  readonly op: "antiJoin";
}

export type AnyJoinNode = JoinNode | LeftJoinNode | SemiJoinNode | AntiJoinNode;

/** The columns of the right side that a `join` or `leftJoin` adds to the left ones. */
export function addedByJoin(node: Pick<JoinParts, "on">, right: Schema): readonly Column[] {
  const merged = new Set(node.on.filter((pair) => pair.left === pair.right).map((pair) => pair.right));
  return right.columns.filter((column) => !merged.has(column.name));
}

const keepsRight = (op: AnyJoinNode["op"]): boolean => op === "join" || op === "leftJoin";

function checkKeys(node: AnyJoinNode, left: Schema, right: Schema, report: Report): void {
  if (node.on.length === 0 && node.where === undefined) report({ code: "no-keys", parameters: { operation: node.op } });
  for (const pair of node.on) {
    const [l] = pickColumns(left, [pair.left], "the left side", report);
    const [r] = pickColumns(right, [pair.right], "the right side", report);
    if (l === undefined || r === undefined) continue;
    checkComparable([l, r], node.op, report);
    if (commonType([l.type, r.type]) === undefined) {
      report({
        code: "type-mismatch",
        parameters: { function: `on: ${pair.left}`, expected: typeName(l.type), found: `${typeName(r.type)} \`${pair.right}\`` },
        focus: pair.left,
      });
    }
  }
}

function joinSchema(node: AnyJoinNode, inputs: readonly Schema[], report: Report): Schema {
  const [left, right] = both(inputs);
  checkKeys(node, left, right, report);
  const matched = node.where === undefined ? new Set<string>() : nonNullWhen(node.where, true);
  const nonNull = (column: Column, side: "left" | "right"): Column =>
    column.nullable && (matched.has(nonNullKey(column.name, side)) || node.on.some((pair) => pair[side] === column.name))
      ? { ...column, nullable: false }
      : column;
  const everyRowMatches = node.op === "join" || node.op === "semiJoin";
  const kept = everyRowMatches ? left.columns.map((column) => nonNull(column, "left")) : left.columns;
  if (!keepsRight(node.op)) return schemaOf(kept, [left], node.op, report);
  const added = addedByJoin(node, right);
  const names = new Set(kept.map((column) => column.name));
  for (const column of added) {
    if (names.has(column.name)) report({ code: "column-collision", parameters: { column: column.name } });
  }
  const joined = [
    ...kept,
    ...added
      .filter((column) => !names.has(column.name))
      .map((column) => (node.op === "leftJoin" ? { ...column, nullable: true } : nonNull(column, "right"))),
  ];
  return schemaOf(joined, inputs, node.op, report);
}

function joinLineage(node: AnyJoinNode, inputs: readonly Lineage[]): Lineage {
  const [left, right] = both(inputs);
  const matching = [
    originsOfNames(
      left,
      node.on.map((pair) => pair.left),
    ),
    originsOfNames(
      right,
      node.on.map((pair) => pair.right),
    ),
    node.where === undefined ? [] : originsOf(node.where, (side) => (side === "right" ? right : left)),
  ];
  const rows =
    node.op === "leftJoin" ? mergeOrigins(left.rows, right.rows, decides(...matching)) : decides(left.rows, right.rows, ...matching);
  if (!keepsRight(node.op)) return { columns: left.columns, rows };
  const merged = new Set(node.on.filter((pair) => pair.left === pair.right).map((pair) => pair.right));
  const added = [...right.columns].filter(([name]) => !merged.has(name) && !left.columns.has(name));
  return { columns: new Map([...left.columns, ...added]), rows };
}

function joinNeeds(node: AnyJoinNode, needed: ReadonlySet<string>, inputs: readonly Schema[]): readonly ReadonlySet<string>[] {
  const [left, right] = both(inputs);
  const leftNames = new Set(left.columns.map((column) => column.name));
  const condition = node.where;
  const addedNames = new Set(keepsRight(node.op) ? addedByJoin(node, right).map((column) => column.name) : []);
  return [
    new Set([
      ...[...needed].filter((name) => leftNames.has(name)),
      ...node.on.map((pair) => pair.left),
      ...(condition === undefined ? [] : namesOf(condition, "left")),
    ]),
    new Set([
      ...[...needed].filter((name) => addedNames.has(name)),
      ...node.on.map((pair) => pair.right),
      ...(condition === undefined ? [] : namesOf(condition, "right")),
    ]),
  ];
}

const joinRule = <N extends AnyJoinNode>(): OperationRule<N> => ({
  inputs: (node) => [node.left, node.right],
  withInputs: (node, inputs) => {
    const [left, right] = both(inputs);
    return { ...node, left, right };
  },
  expressions: (node) => (node.where === undefined ? [] : [node.where]),
  schema: joinSchema,
  lineage: joinLineage,
  needs: joinNeeds,
});

export const join: OperationRule<JoinNode> = joinRule();
export const leftJoin: OperationRule<LeftJoinNode> = joinRule();
export const semiJoin: OperationRule<SemiJoinNode> = joinRule();
export const antiJoin: OperationRule<AntiJoinNode> = joinRule();
