import type { RelationNode } from "../../operations/relation.ts";
import { Explainer } from "../explanation/explain.ts";
import type { Explanation, FanOutProof } from "../proof.ts";
import type { Step } from "../tables.ts";
import { type SingleMatch, singleMatch } from "../transfer/single-match.ts";
import { unproven } from "./failure.ts";

/** Of a join that pairs rows: whether one left row meets at most one right row. */
export function proveFanOut({ node, place, inputs }: Step): readonly FanOutProof[] {
  if (node.op !== "join" && node.op !== "leftJoin") return [];
  const { step } = place;
  const right = rightWords(node.right);
  const claim = `one left row meets at most one ${right === undefined ? "right row" : `row of ${right}`}`;
  const shown = singleMatch(node, inputs, place);
  if (shown !== undefined) return [{ claim, step, status: "proven", because: explain(shown) }];
  const on = node.on.map(({ left, right }) => (left === right ? left : `${left} = ${right}`)).join(", ");
  const failure = unproven(
    "join-fan-out",
    { ...place, focus: node.op },
    {
      claim,
      known: on === "" ? "the join has no `on`" : `the join matches on ${on}`,
      missing:
        on === ""
          ? `${right ?? "the right side"} has one row at most`
          : `${right ?? "the right side"} is unique by ${node.on.map(({ right }) => right).join(", ")}`,
      repair:
        'join on a key of the right side, keep one row of each with `.latest(...)`, start from the other side, or say `many: "why several matches are wanted"`',
    },
  );
  if (node.reasons?.many === undefined) return [{ claim, step, status: "failed", failure, by: [] }];
  return [{ claim, step, status: "acknowledged", failure, by: [{ kind: "many", ...place }] }];
}

/** The table that the rows of a relation come from, one by one; undefined where there are several, or they are grouped. */
function rightWords(node: RelationNode): string | undefined {
  switch (node.op) {
    case "read":
      return node.table;
    case "filter":
    case "select":
    case "dropColumns":
    case "rename":
    case "derive":
    case "project":
    case "distinct":
    case "latest":
      return rightWords(node.input);
    case "semiJoin":
    case "antiJoin":
      return rightWords(node.left);
    default:
      return undefined;
  }
}

function explain(shown: SingleMatch): readonly Explanation[] {
  if (shown === "no match") return [{ claim: "the join never finds a match", because: [] }];
  const explainer = new Explainer(shown.closure);
  return shown.rows.length === 0 ? explainer.contradiction() : shown.rows.flatMap(([a, b]) => explainer.sameRow(a, b));
}
