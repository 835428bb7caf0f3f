import type { Expression } from "../../expressions/expression.ts";
import type { AnyJoinNode } from "../../operations/join.ts";
import { BOOLEAN, type Column, isInteger, sameType } from "../../schema/column-type.ts";
import { operandOf } from "./expressions.ts";
import { afterMethod, aliased, type Frame, named, ready, withClearNames } from "./frame.ts";
import { callOperand } from "./functions.ts";
import { rowIdentifier, uniqueNames } from "./names.ts";
import { list, type PythonExpression, string } from "./python-tree.ts";
import type { Script } from "./script.ts";
import { columnReference } from "./spark-types.ts";

/** Spark's word for the join; an inner one needs none. */
const HOW: { readonly [Op in AnyJoinNode["op"]]: readonly PythonExpression[] } = {
  join: [],
  leftJoin: [string("left")],
  semiJoin: [string("left_semi")],
  antiJoin: [string("left_anti")],
};

export function joinFrames(node: AnyJoinNode, left: Frame, right: Frame, script: Script): Frame {
  return node.where === undefined && sharesKeys(node, left, right)
    ? joinOnNames(node, left, right, script)
    : joinOnCondition(node, left, right, script);
}

/** Whether all keys have one name and one type on both sides, so that Spark can be given the names alone. */
const sharesKeys = (node: AnyJoinNode, left: Frame, right: Frame): boolean =>
  node.on.every((pair) => {
    const [l, r] = [find(left, pair.left).type, find(right, pair.right).type];
    return pair.left === pair.right && (sameType(l, r) || (isInteger(l) && isInteger(r)));
  });

function find(frame: Frame, name: string): Column {
  const column = frame.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`a checked plan has no column ${name} here`);
  return column;
}

/** `left.join(right, "key")`: the keys come first in the result, once. */
function joinOnNames(node: AnyJoinNode, left: Frame, right: Frame, script: Script): Frame {
  const other = named(right, script).python;
  const keys = node.on.map((pair) => string(pair.left));
  const [key] = keys;
  const start = withClearNames(ready(left, script));
  return afterMethod(start, "join", [other, keys.length === 1 && key !== undefined ? key : list(keys), ...HOW[node.op]], { open: "order" });
}

/** Each side under an alias, and a condition over columns that say their side. */
function joinOnCondition(node: AnyJoinNode, left: Frame, right: Frame, script: Script): Frame {
  const rows = {
    left: node.rows === undefined ? left.row : rowIdentifier(node.rows.left),
    right: node.rows === undefined ? right.row : rowIdentifier(node.rows.right),
  };
  // Of this join alone: the aliases of other steps are not seen through these.
  const aliasFor = uniqueNames([]);
  const aliases = { left: aliasFor(rows.left), right: aliasFor(rows.right) };
  const sides = {
    left: aliased(left, rows.left, aliases.left, script),
    right: aliased(right, rows.right, aliases.right, script),
  };
  const operand = (expression: Expression) =>
    operandOf(expression, ({ name, side = "left" }) => ({
      reference: columnReference(name, aliases[side]),
      type: find(sides[side], name).type,
    }));
  const equalities = node.on.map((pair) =>
    callOperand(
      "eq",
      [operand({ op: "column", name: pair.left, side: "left" }), operand({ op: "column", name: pair.right, side: "right" })],
      BOOLEAN,
    ),
  );
  const condition = callOperand("and", [...equalities, ...conjuncts(node.where).map(operand)], BOOLEAN).exact;
  const merged = new Set(node.on.filter((pair) => pair.left === pair.right).map((pair) => pair.left));
  const ambiguous = (node.op === "join" || node.op === "leftJoin") && merged.size > 0;
  return afterMethod(sides.left, "join", [sides.right.python, script.column(condition), ...HOW[node.op]], {
    rows: sides.left.rows,
    ...(ambiguous ? { open: "names", qualified: new Map([...merged].map((name) => [name, columnReference(name, aliases.left)])) } : {}),
  });
}

/** The conditions that must all hold. */
const conjuncts = (condition: Expression | undefined): readonly Expression[] => {
  if (condition === undefined) return [];
  return condition.op === "call" && condition.function === "and" ? condition.arguments.flatMap(conjuncts) : [condition];
};
