import type { AnyJoinNode } from "../../operations/join.ts";
import type { WindowNode } from "../../operations/window.ts";
import type { Failure, Part } from "../proof.ts";
import { unproven } from "./failure.ts";
import type { Pair } from "./one-person.ts";
import { type Asked, partOf, partWords } from "./table.ts";

/** Why two rows are not shown to be about one person, and how they could be. */
export function onePersonFailure(
  { rows, verdict, meeting }: Pick<Pair, "rows" | "verdict" | "meeting">,
  { knowledge, persons }: Asked,
): Failure {
  const parts = [partOf(rows[0]), partOf(rows[1])] as const;
  const node = "step" in meeting ? (knowledge.steps[meeting.step] as AnyJoinNode | WindowNode | undefined) : undefined;
  const matched = node === undefined ? "they are combined in another table" : combinationOf(node);
  const where = node?.op === "window" ? "at the window" : "at the join";
  const at = { table: knowledge.table.name, step: "step" in meeting ? meeting.step : undefined };
  const claim = claimOf(parts);
  const [first, second] = rows.map((row) => persons.mentionsOf(row.row.relation.name)[0]);
  const columns = [first, second].map((mention, i) =>
    mention?.column === undefined ? partWords(parts[i] ?? parts[0]) : `${parts[i]?.source}.${mention.column}`,
  );
  const missing = columns[0] === columns[1] ? `both have one ${columns[0]}` : `${columns[0]} and ${columns[1]} belong to one person`;
  const table = first?.targets[0]?.table ?? first?.table;
  if (verdict === "possible") {
    return unproven("row-may-mix-people", at, {
      claim,
      known: `the person of the one is among those whom the other may be; ${matched}`,
      missing,
      repair: `keep only the values that belong to exactly one row of ${table} (count = 1), or say \`anyOwner: "why one of them is enough"\` ${where}`,
    });
  }
  return unproven("row-mixes-people", at, {
    claim,
    known: matched,
    missing,
    repair: `${node?.op === "window" ? `partition by a column that tells the person, such as the key of ${table}` : `match them through ${table} as well, so that both lead to the same row of it`}, or say \`samePerson: "why they are one"\` ${where}`,
  });
}

function combinationOf(node: AnyJoinNode | WindowNode): string {
  if (node.op === "window") {
    return node.partitionBy.length === 0
      ? "a window without `partitionBy` puts values of one row beside another"
      : `a window puts values of one row beside another with the same ${node.partitionBy.join(", ")}`;
  }
  if (node.on.length === 0) return "they are joined without `on`";
  return `they are joined on ${node.on.map(({ left, right }) => (left === right ? left : `${left} = ${right}`)).join(", ")}`;
}

export function claimOf(parts: readonly [Part, Part]): string {
  const [a, b] = parts.map(partWords);
  return `${a === b ? `two rows of ${a}` : `${a} and ${b}`} in one row are about one person`;
}
